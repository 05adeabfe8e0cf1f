import DraftModel
import Preview
import TestSupport
import Testing

/// What holds for the plan of any draft.
@Suite struct PlanPropertyTests {
  private struct Case {
    let draft: String
    /// Of all of it and of its middle.
    let plans: [RenderPlan]
  }

  /// Planned once for all tests.
  private static let cases = Result { try (0..<150).map { try makeCase(seed: $0) } }

  private static func makeCase(seed: UInt64) throws -> Case {
    var timeline = RandomTimeline(seed: seed)
    let draft = timeline.draft()
    let whole = try RenderPlan.of(draft: draft)
    let third = whole.duration.milliseconds.floor / 3
    guard third > 100 else { return Case(draft: draft, plans: [whole]) }
    return Case(draft: draft, plans: [whole, try RenderPlan.of(draft: draft, .range(third, third * 2))])
  }

  @Test func chunksAreTheFilmWithoutHoles() throws {
    for sample in try Self.cases.get() {
      for plan in sample.plans {
        #expect(plan.chunks.first?.frames.lowerBound == plan.frames.lowerBound, "\(sample.draft)")
        #expect(plan.chunks.last?.frames.upperBound == plan.frames.upperBound, "\(sample.draft)")
        for (chunk, next) in zip(plan.chunks, plan.chunks.dropFirst()) {
          #expect(chunk.frames.upperBound == next.frames.lowerBound, "\(sample.draft)")
        }
      }
    }
  }

  @Test func chunksLastTwoFramesToTwoSeconds() throws {
    for sample in try Self.cases.get() {
      for plan in sample.plans {
        // A single frame more rather than a chunk of its own.
        let longest = Time(milliseconds: 2000).frameCount(at: plan.frameRate) + 1
        for chunk in plan.chunks {
          #expect(chunk.frames.count >= min(2, plan.frames.count), "\(sample.draft)")
          #expect(chunk.frames.count <= longest, "\(sample.draft)")
        }
      }
    }
  }

  @Test func layersChangeAtTheBordersOfChunks() throws {
    for sample in try Self.cases.get() {
      for plan in sample.plans {
        for layer in plan.layers where !layer.frames.isEmpty {
          for border in [layer.frames.lowerBound, layer.frames.upperBound] {
            // But for changes that are one frame from another border.
            let isInside = plan.chunks.contains {
              $0.frames.lowerBound + 1 < border && border < $0.frames.upperBound - 1
            }
            #expect(!isInside, "\(border) in \(sample.draft)")
          }
        }
      }
    }
  }

  @Test func chunksHoldWhatIsOnAndNotCovered() throws {
    for sample in try Self.cases.get() {
      for plan in sample.plans {
        for chunk in plan.chunks {
          let on = plan.layers.indices.filter { plan.layers[$0].frames.overlaps(chunk.frames) }
          #expect(chunk.layers == Array(on.suffix(chunk.layers.count)), "\(sample.draft)")
          guard chunk.layers.count < on.count, let lowest = chunk.layers.first else { continue }
          let sides = plan.transitions.filter { $0.frames.contains(chunk.frames.lowerBound) }
            .filter { $0.frames.upperBound >= chunk.frames.upperBound }
            .map { [$0.outgoing, $0.incoming] }
          // One layer, or both sides of a transition; a lower side may lie below what covers.
          let covers =
            chunk.layers.contains { isOpaque(plan.layers[$0], over: chunk.frames, in: plan) }
            || sides.contains { sides in
              sides.joined().min() == lowest
                && sides.allSatisfy {
                  $0.contains { isOpaque(plan.layers[$0], over: chunk.frames, in: plan) }
                }
            }
          #expect(covers, "\(chunk) in \(sample.draft)")
        }
      }
    }
  }

  private func isOpaque(_ layer: LayerPlan, over frames: Range<Int>, in plan: RenderPlan) -> Bool {
    let output = plan.output
    let canvas = PixelBox(
      x: output.canvasX, y: output.canvasY, width: output.canvasWidth, height: output.canvasHeight)
    guard layer.media?.facts.picture?.hasAlpha == false else { return false }
    return frames.allSatisfy { frame in
      let look = layer.look(at: Time(frame: frame, rate: plan.frameRate))
      return layer.frames.contains(frame) && look.opacity == 1 && look.placement.rotation == 0
        && look.placement.box.contains(canvas)
    }
  }

  @Test func transitionsLieWithinTheirSegments() throws {
    var count = 0
    for sample in try Self.cases.get() {
      for plan in sample.plans {
        for transition in plan.transitions {
          count += 1
          for layer in transition.outgoing {
            #expect(plan.layers[layer].range.start <= transition.range.start, "\(sample.draft)")
            #expect(transition.frames.upperBound <= plan.layers[layer].frames.upperBound, "\(sample.draft)")
          }
          for layer in transition.incoming {
            #expect(transition.range.end <= plan.layers[layer].range.end, "\(sample.draft)")
            #expect(plan.layers[layer].frames.lowerBound <= transition.frames.lowerBound, "\(sample.draft)")
          }
        }
        for chunk in plan.chunks {
          for transition in chunk.transitions.map({ plan.transitions[$0] }) {
            let sides = Set(transition.outgoing + transition.incoming)
            let there = sides.intersection(chunk.layers)
            #expect(there.isEmpty || there == sides, "\(chunk) in \(sample.draft)")
          }
        }
      }
    }
    #expect(count > 30)
  }

  @Test func equalInputsGiveEqualPlans() throws {
    for seed in 0..<40 as Range<UInt64> {
      let (first, second) = try (Self.makeCase(seed: seed).plans, Self.cases.get()[Int(seed)].plans)
      #expect(first == second)
      #expect(first.map(\.text) == second.map(\.text))
    }
  }

  @Test func soundLastsAsLongAsThePicture() throws {
    for sample in try Self.cases.get() {
      for plan in sample.plans {
        for (sample, frame) in [
          (plan.sound.samples.lowerBound, plan.frames.lowerBound),
          (plan.sound.samples.upperBound, plan.frames.upperBound),
        ] {
          #expect(sample == (Rational(frame) / plan.frameRate.value * Rational(48_000)).rounded)
        }
      }
    }
  }
}
