/// Names that other formats give to our properties. They add to the evidence and never replace it.
enum KeyHints {
  /// What a key's name says about the properties of a scope.
  struct Reading {
    /// Properties whose synonym the name is, or holds: up to 1.
    private(set) var strengths: [DraftProperty: Double] = [:]
    /// Whether the name is a plain word for one of them, and so for no other.
    let isPlain: Bool

    init(_ path: [String], in scope: DraftScope) {
      let words = KeyHints.words[scope] ?? [:]
      let last = path.last ?? ""
      let word = KeyHints.normalized(last)
      let tokens = KeyHints.tokens(of: last).filter { $0.count > 2 }
      if tokens.count > 1 {
        for property in tokens.flatMap({ words[$0] ?? [] }) { strengths[property] = 0.5 }
      }
      for property in words[word] ?? [] { strengths[property] = word.count <= 2 ? 0.3 : 1 }
      if path.count > 1 {
        for property in words[KeyHints.normalized(path[path.count - 2]) + word] ?? [] {
          strengths[property] = 1
        }
      }
      isPlain = word.count > 2 && strengths.values.contains(1)
    }
  }

  /// The properties of a scope that a word is a synonym of.
  private static let words: [DraftScope: [String: [DraftProperty]]] = {
    var words: [DraftScope: [String: [DraftProperty]]] = [:]
    for (property, names) in synonyms {
      for name in names {
        words[DraftKeys.entry(property).scope, default: [:]][name, default: []].append(property)
      }
    }
    return words
  }()

  /// Lower case, without separators.
  static func normalized(_ name: String) -> String {
    String(name.lowercased().filter { $0.isLetter || $0.isNumber })
  }

  /// The words of `start_time`, `startTime` and `start-time`.
  private static func tokens(of name: String) -> [String] {
    var words: [String] = [""]
    for character in name {
      if character.isLetter || character.isNumber {
        if character.isUppercase, words.last?.last?.isLowercase ?? false { words.append("") }
        words[words.count - 1] += character.lowercased()
      } else if words.last != "" {
        words.append("")
      }
    }
    return words.filter { !$0.isEmpty }
  }

  private static let length = [
    "duration", "dur", "length", "len", "durationms", "dauer", "länge", "laenge", "ms",
  ]
  private static let gain = ["volume", "vol", "gain", "level", "loudness", "lautstärke"]
  private static let alpha = ["opacity", "alpha", "transparency", "opaque", "deckkraft"]
  private static let mute = ["muted", "mute", "silent", "ismuted", "stumm"]
  private static let hide = ["hidden", "hide", "invisible", "ishidden", "disabled", "off"]
  private static let identifier = ["id", "uuid", "uid", "guid", "identifier", "key", "ref"]
  private static let name = ["title", "name", "label", "caption", "displayname", "titel"]
  private static let meta = ["meta", "metadata", "info", "attributes", "props", "extra"]
  private static let kind = ["kind", "type", "name", "effect", "style", "preset", "art"]
  private static let hue = ["color", "colour", "fill", "farbe", "col"]

  private static let synonyms: [DraftProperty: Set<String>] = {
    let lists: [DraftProperty: [String]] = [
      .draftTracks: ["tracks", "layers", "lanes", "spuren"],
      .draftDuration: length + ["total", "totalduration"],
      .draftMetadata: meta, .draftTitle: name + ["project", "projectname"],
      .canvasWidth: ["width", "w", "cx", "breite", "canvaswidth"],
      .canvasHeight: ["height", "h", "cy", "höhe", "canvasheight"],
      .canvasFrameRate: ["fps", "framerate", "rate", "frames"],
      .canvasBackground: ["background", "bg", "backgroundcolor", "bgcolor", "fill"],
      .trackID: identifier + ["trackid"], .trackType: ["type", "kind", "tracktype", "art", "typ"],
      .trackSegments: ["segments", "clips", "items", "segs", "elements", "children"], .trackMetadata: meta,
      .trackTitle: name, .trackVolume: gain, .trackOpacity: alpha,
      .trackRole: ["role", "purpose", "usage", "rolle"], .trackMuted: mute, .trackHidden: hide,
      .trackDucking: ["duck", "ducking", "duckdb", "sidechain"],
      .segmentID: identifier + ["clipid", "segmentid"],
      .start: [
        "start", "begin", "offset", "at", "from", "position", "pos", "starttime", "timelinestart",
        "timelinein", "starts", "time", "beginn", "anfang", "in",
      ],
      .duration: length,
      .sourceStart: [
        "sourcestart", "sourcein", "trimstart", "trimin", "trim", "inpoint", "in",
        "srcin", "srcstart", "sourceoffset", "mediastart", "mediain", "clipstart", "seek", "skip", "cue",
        "sourcefrom",
      ],
      .speed: ["speed", "rate", "playbackrate", "tempo", "velocity", "speedfactor", "geschwindigkeit"],
      .media: ["src", "file", "asset", "uri", "url", "media", "path", "source", "filename", "href", "datei"],
      .volume: gain, .fadeIn: ["fadein", "fadeinms", "attack", "rampin", "fadeinduration", "fadesin"],
      .fadeOut: ["fadeout", "fadeoutms", "release", "rampout", "fadeoutduration", "fadesout"],
      .transition: ["transition", "trans", "transitionout", "wipe", "xfade", "übergang"],
      .x: ["x", "posx", "cx", "centerx", "left", "positionx", "px"],
      .y: ["y", "posy", "cy", "centery", "top", "positiony", "py"],
      .scale: ["scale", "zoom", "size", "ratio", "scaling"],
      .rotation: ["rotation", "rotate", "angle", "rot", "degrees", "deg", "drehung"], .opacity: alpha,
      .fit: ["fit", "fitmode", "resize", "contentmode", "objectfit", "mode"],
      .crop: ["crop", "cropping", "inset", "cut", "cropbox"], .flip: ["flip", "mirror", "reflect"],
      .text: [
        "text", "txt", "label", "caption", "content", "string", "words", "body", "subtitle", "message",
      ],
      .textStyle: ["style", "textstyle", "font", "look", "format", "typography"],
      .animation: ["animation", "anim", "animate", "motion", "animations"],
      .keyframes: ["keyframes", "keys", "curve", "curves", "automation", "points"],
      .effects: ["effects", "filters", "fx", "filter"], .muted: mute, .hidden: hide, .segmentMetadata: meta,
      .title: name, .transitionKind: kind, .transitionDuration: length,
      .cropLeft: ["left", "l", "x0", "links"], .cropTop: ["top", "t", "y0", "oben"],
      .cropRight: ["right", "r", "x1", "rechts"], .cropBottom: ["bottom", "b", "y1", "unten"],
      .animationIn: ["in", "enter", "intro", "entrance", "appear", "ein"],
      .animationOut: ["out", "exit", "outro", "leave", "disappear", "aus"],
      .animationKind: kind, .animationDuration: length,
      .keyframeProperty: ["property", "prop", "param", "target", "name", "field", "channel"],
      .keyframeTime: ["time", "at", "t", "offset", "ms", "position"],
      .keyframeValue: ["value", "val", "v", "to", "amount", "wert"],
      .keyframeEasing: ["easing", "ease", "interpolation", "interp", "curve"],
      .effectKind: kind, .effectAmount: ["amount", "value", "strength", "intensity", "level"],
      .effectColor: hue,
      .effectSimilarity: ["similarity", "tolerance", "threshold"],
      .effectBlend: ["blend", "smoothness", "softness", "smooth"],
      .fontFamily: ["family", "font", "fontfamily", "face", "typeface", "fontname"],
      .fontSize: ["size", "fontsize", "textsize", "em"],
      .textColor: hue + ["textcolor", "fontcolor", "foreground"],
      .bold: ["bold", "strong", "isbold", "fett"], .italic: ["italic", "oblique", "isitalic", "kursiv"],
      .alignment: ["align", "alignment", "textalign", "justify"],
      .strokeColor: ["strokecolor", "stroke", "outlinecolor", "outline", "bordercolor"],
      .strokeWidth: ["strokewidth", "outlinewidth", "borderwidth"],
      .boxColor: ["boxcolor", "box", "background", "bg", "backgroundcolor", "fillcolor"],
      .boxRadius: ["radius", "boxradius", "cornerradius", "corner"], .shadow: ["shadow", "dropshadow"],
      .letterSpacing: ["letterspacing", "tracking", "kerning", "spacing"],
      .lineHeight: ["lineheight", "leading", "linespacing"],
      .maximumWidth: ["maxwidth", "width", "wrap", "wrapwidth", "maximumwidth"],
      .shadowX: ["x", "dx", "offsetx"], .shadowY: ["y", "dy", "offsety"],
      .shadowBlur: ["blur", "radius", "softness"], .shadowColor: hue,
    ]
    return lists.mapValues(Set.init)
  }()
}
