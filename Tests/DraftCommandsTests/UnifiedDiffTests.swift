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
