import DraftModel
import Preview
import TestSupport
import Testing

/// What holds for the plan of any draft.
@Suite struct PlanPropertyTests {
  private static let seeds = Array(0..<150 as Range<UInt64>)

  private func plans(_ seed: UInt64) throws -> (draft: String, plans: [RenderPlan]) {
    var timeline = RandomTimeline(seed: seed)
    let draft = timeline.draft()
    let whole = try RenderPlan.of(draft: draft)
    let third = whole.duration.milliseconds.floor / 3
    guard third > 100 else { return (draft, [whole]) }
    return (draft, [whole, try RenderPlan.of(draft: draft, .range(third, third * 2))])
  }

  @Test func chunksAreTheFilmWithoutHoles() throws {
    for seed in Self.seeds {
      let (draft, plans) = try plans(seed)
      for plan in plans {
        #expect(plan.chunks.first?.frames.lowerBound == plan.frames.lowerBound, "\(draft)")
        #expect(plan.chunks.last?.frames.upperBound == plan.frames.upperBound, "\(draft)")
        for (chunk, next) in zip(plan.chunks, plan.chunks.dropFirst()) {
          #expect(chunk.frames.upperBound == next.frames.lowerBound, "\(draft)")
        }
      }
    }
  }

  @Test func chunksLastTwoFramesToTwoSeconds() throws {
    for seed in Self.seeds {
      let (draft, plans) = try plans(seed)
      for plan in plans {
        // A single frame more rather than a chunk of its own.
        let longest = Time(milliseconds: 2000).frameCount(at: plan.frameRate) + 1
        for chunk in plan.chunks {
          #expect(chunk.frames.count >= min(2, plan.frames.count), "\(draft)")
          #expect(chunk.frames.count <= longest, "\(draft)")
        }
      }
    }
  }

  @Test func layersChangeAtTheBordersOfChunks() throws {
    for seed in Self.seeds {
      let (draft, plans) = try plans(seed)
      for plan in plans {
        for layer in plan.layers where !layer.frames.isEmpty {
          for border in [layer.frames.lowerBound, layer.frames.upperBound] {
            // But for changes that are one frame from another border.
            let isInside = plan.chunks.contains {
              $0.frames.lowerBound + 1 < border && border < $0.frames.upperBound - 1
            }
            #expect(!isInside, "\(border) in \(draft)")
          }
        }
      }
    }
  }

  @Test func chunksHoldWhatIsOnAndNotCovered() throws {
    for seed in Self.seeds {
      let (draft, plans) = try plans(seed)
      for plan in plans {
        for chunk in plan.chunks {
          let on = plan.layers.indices.filter { plan.layers[$0].frames.overlaps(chunk.frames) }
          #expect(chunk.layers == Array(on.suffix(chunk.layers.count)), "\(draft)")
          guard chunk.layers.count < on.count else { continue }
          let cover = plan.layers[chunk.layers[0]]
          #expect(isOpaque(cover, over: chunk.frames, in: plan), "\(draft)")
        }
      }
    }
  }

  private func isOpaque(_ layer: LayerPlan, over frames: Range<Int>, in plan: RenderPlan) -> Bool {
    let output = plan.output
    let canvas = PixelBox(
      x: output.canvasX, y: output.canvasY, width: output.canvasWidth, height: output.canvasHeight)
    let isSolid = frames.allSatisfy { frame in
      layer.frames.contains(frame)
        && layer.opacity.value(at: Time(frame: frame, rate: plan.frameRate), in: layer.range) == 1
    }
    return isSolid && layer.media?.facts.picture?.hasAlpha == false && layer.placement.rotation == 0
      && layer.placement.box.contains(canvas)
  }

  @Test func equalInputsGiveEqualPlans() throws {
    for seed in Self.seeds.prefix(40) {
      let (first, second) = try (plans(seed).plans, plans(seed).plans)
      #expect(first == second)
      #expect(first.map(\.text) == second.map(\.text))
    }
  }

  @Test func soundLastsAsLongAsThePicture() throws {
    for seed in Self.seeds {
      for plan in try plans(seed).plans {
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
