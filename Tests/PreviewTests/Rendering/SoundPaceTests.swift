import Synchronization
import Testing

@testable import Preview

@Suite struct SoundPaceTests {
  /// - Parameters: parts that are done, and seconds.
  private func goesOn(pictures: Double, after elapsed: Double, sound: Double, for work: Double) -> Bool {
    SoundPace.Times(picturesDone: pictures, elapsed: elapsed, soundDone: sound, work: work).leaveNoTime
  }

  @Test func itsFirstPartTellsHowLongItTakes() {
    #expect(goesOn(pictures: 0, after: 0, sound: 0, for: 0))
    #expect(!goesOn(pictures: 0, after: 0.1, sound: 0.1, for: 0.1))
  }

  @Test func waitsAsLongAsPicturesTakeLonger() {
    // Nine tenths of a second are left of the sound; of the pictures, six seconds, and half a second.
    #expect(!goesOn(pictures: 0.25, after: 2, sound: 0.1, for: 0.1))
    #expect(goesOn(pictures: 0.8, after: 2, sound: 0.1, for: 0.1))
  }

  @Test func whatTakesLongestDoesNotWait() {
    for done in stride(from: 0.05, to: 1, by: 0.05) {
      #expect(goesOn(pictures: done, after: done, sound: done / 3, for: done))
    }
  }

  @Test func leavesALittleForTheEnd() {
    // All pictures are done but for what nobody counts: a twentieth of their four seconds.
    #expect(goesOn(pictures: 1, after: 4, sound: 0.7, for: 0.7))
    #expect(!goesOn(pictures: 1, after: 4, sound: 0.9, for: 0.9))
  }

  @Test(.timeLimit(.minutes(1))) func aWorkerThatIsDoneLetsItGo() async {
    let pace = SoundPace()
    let steps = Mutex<[String]>([])
    let sound = Task.detached {
      pace.wait(soundDone: 0)
      steps.withLock { $0.append("begun") }
      pace.wait(soundDone: 0.5)
      steps.withLock { $0.append("goes on") }
    }
    while steps.withLock({ $0.isEmpty }) { await Task.yield() }
    #expect(steps.withLock { $0 } == ["begun"])
    pace.letGo()
    await sound.value
    #expect(steps.withLock { $0 } == ["begun", "goes on"])
  }
}
