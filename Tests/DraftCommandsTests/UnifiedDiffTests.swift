import Testing

@testable import DraftCommands

@Suite struct UnifiedDiffTests {
  private func diff(_ old: String, _ new: String) -> String {
    String(decoding: UnifiedDiff(old: Array(old.utf8), new: Array(new.utf8), file: "f").bytes, as: UTF8.self)
  }

  @Test func equalTextsHaveNone() { #expect(diff("a\nb\n", "a\nb\n") == "") }

  @Test func showsThreeLinesAround() {
    let old = (1...20).map { "\($0)\n" }.joined()
    #expect(
      diff(old, old.replacing("10\n", with: "ten\n")) == """
        --- f
        +++ f
        @@ -7,7 +7,7 @@
         7
         8
         9
        -10
        +ten
         11
         12
         13

        """)
  }

  @Test func changesFarApartAreTwoHunks() {
    let old = (1...40).map { "\($0)\n" }.joined()
    let text = diff(old, old.replacing("10\n", with: "ten\n").replacing("30\n", with: ""))
    #expect(text.contains("@@ -7,7 +7,7 @@") && text.contains("@@ -27,7 +27,6 @@"))
  }

  @Test func aNameWithASpaceEndsInATab() {
    let bytes = UnifiedDiff(old: [0x61, 0x0A], new: [0x62, 0x0A], file: "my draft.json").bytes
    #expect(String(decoding: bytes, as: UTF8.self).hasPrefix("--- my draft.json\t\n+++ my draft.json\t\n@@"))
  }

  @Test func nothingActsOnATerminal() {
    let (old, new) = ("\t{\u{1B}[31m\u{202E}\r\n\u{9B}\rx\n", "\t{}\r\n\u{9B}\rx\n")
    let diff = UnifiedDiff(old: Array(old.utf8), new: Array(new.utf8), file: "f")
    #expect(
      String(decoding: diff.visible, as: UTF8.self)
        == "--- f\n+++ f\n@@ -1,2 +1,2 @@\n-\t{\\u{1B}[31m\\u{202E}\r\n+\t{}\r\n \\u{9B}\\rx\n")
  }

  @Test func saysWhereThereIsNoLineEnd() {
    #expect(
      diff("a", "b") == """
        --- f
        +++ f
        @@ -1,1 +1,1 @@
        -a
        \\ No newline at end of file
        +b
        \\ No newline at end of file

        """)
  }
}
