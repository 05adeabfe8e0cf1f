import Testing

@testable import Cloud

/// What the backend says may lead to reads, one export and one edit for each message.
@Suite struct StepPlanTests {
  private func plan(_ sentences: String..., mayAct: Bool = true) -> StepPlan {
    StepPlan(sentences.flatMap { BackendTranslation(of: $0).steps }, mayAct: mayAct)
  }

  @Test func readsAreDone() {
    let plan = plan(
      "Open the Effects panel.", "You can preview it in the timeline.", "Check your billing page.",
      mayAct: false)
    #expect(plan.showsTracks && plan.showsCredits)
    #expect(!plan.exports && plan.edit == nil && plan.suggestions == [])
  }

  @Test func oneExportIsDone() {
    let plan = plan("Click the Export button.", "Then click Export again.", "You can also export your video.")
    #expect(plan.exports)
    #expect(plan.suggestions == [])
  }

  @Test func anOfferIsSuggested() {
    let plan = plan("You can now export your video.", "You can drag the title to move it.")
    #expect(!plan.exports && plan.edit == nil)
    #expect(plan.suggestions == [.export, .edit("Move the title to move it")])
  }

  @Test(arguments: [
    "Click Undo if you want the old title back.", "Click Delete, only if you are sure.",
    "Click Confirm to go on.", "点击撤销可以恢复原来的标题。",
    "不满意的话点击删除按钮。", "Click Export when you are ready.", "点击“确定”按钮。",
  ])
  func whatIsThePersonsToSayIsSuggested(sentence: String) {
    let plan = plan(sentence)
    #expect(!plan.exports && plan.edit == nil)
    #expect(plan.suggestions.count == 1)
  }

  /// Consent is given in the person's own words, if at all.
  @Test(arguments: ["Click Confirm to go on.", "Click Yes to confirm.", "Click \"OK\".", "点击“确定”按钮。"])
  func consentIsNoMessage(sentence: String) {
    let plan = plan(sentence)
    #expect(
      plan.suggestions == [.answer(String(sentence.dropLast()))] || plan.suggestions == [.answer(sentence)])
  }

  @Test func theStepsOfAnAnswerAreOneEdit() {
    #expect(plan("Drag the title to 2s.", "Click \"Apply\".").edit == "Move the title to 2s. Apply")
  }

  @Test func theAnswerToAnEditLeadsToNoOther() {
    let plan = plan("Drag the title to 2s.", "Click the Export button.", mayAct: false)
    #expect(!plan.exports && plan.edit == nil)
    #expect(plan.suggestions == [.edit("Move the title to 2s"), .export])
  }

  @Test func suggestionsAreFew() {
    let steps = (0..<1000).map { InterfaceStep(.edit("Move it to \($0)"), isOffer: true, words: "x") }
    #expect(StepPlan(steps, mayAct: true).suggestions.count == 10)
    let edits = (0..<10_000).map { InterfaceStep(.edit("Move it to \($0)"), isOffer: false, words: "x") }
    #expect((StepPlan(edits, mayAct: true).edit ?? "").utf8.count < 2100)
  }
}
