// swift-tools-version: 6.0
import PackageDescription

// Where libavfilter is linked; elsewhere it is loaded when a filter is first needed.
#if os(macOS)
  let ffmpeg = "libavfilter"
#else
  let ffmpeg = "libavformat"
#endif

let package = Package(
  name: "Workprint",
  products: [
    .library(name: "JSONTree", targets: ["JSONTree"]),
    .library(name: "DraftModel", targets: ["DraftModel"]),
    .library(name: "DraftValidation", targets: ["DraftValidation"]),
    .library(name: "DraftDiff", targets: ["DraftDiff"]),
    .library(name: "Media", targets: ["Media"]),
    .library(name: "Preview", targets: ["Preview"]),
    .library(name: "Cloud", targets: ["Cloud"]),
    .library(name: "Preflight", targets: ["Preflight"]),
    .executable(name: "workprint", targets: ["workprint"]),
    .executable(name: "workprint-media", targets: ["workprint-media"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
  ],
  targets: [
    .target(name: "JSONTree"),
    // The standard library's rounding ends in libm, which a program without Foundation does not link.
    .target(
      name: "DraftModel", dependencies: ["JSONTree"],
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .target(name: "DraftValidation", dependencies: ["DraftModel", "JSONTree"]),
    .target(name: "DraftDiff", dependencies: ["DraftModel", "JSONTree"]),
    .systemLibrary(
      name: "CFFmpeg", pkgConfig: ffmpeg,
      providers: [
        .apt(["libavformat-dev", "libavcodec-dev", "libavfilter-dev", "libswscale-dev", "libswresample-dev"]),
        .brew(["ffmpeg"]),
      ]),
    .systemLibrary(
      name: "CWebP", pkgConfig: "libwebpdemux", providers: [.apt(["libwebp-dev"]), .brew(["webp"])]),
    .systemLibrary(
      name: "CHeif", pkgConfig: "libheif", providers: [.apt(["libheif-dev"]), .brew(["libheif"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .target(name: "Media", dependencies: ["DraftModel", "CFFmpeg", "CWebP", "CHeif", "CZlib"]),
    .systemLibrary(
      name: "CPango", pkgConfig: "pangocairo", providers: [.apt(["libpango1.0-dev"]), .brew(["pango"])]),
    .target(name: "Preview", dependencies: ["DraftModel", "Media", "CloudState", "CPango"]),
    .target(name: "CloudState", dependencies: ["JSONTree"]),
    .systemLibrary(
      name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]),
    .systemLibrary(
      name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .target(
      name: "Cloud",
      dependencies: ["CCurl", "CYAML", "CloudState", "DraftModel", "DraftDiff", "JSONTree", "Media"]),
    .target(name: "Preflight", dependencies: ["DraftModel", "Media"]),
    .target(
      name: "DraftCommands",
      dependencies: [
        "DraftModel", "DraftValidation", "DraftDiff", "CloudState",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .target(
      name: "MediaCommands",
      dependencies: ["Cloud", "CloudState", "DraftCommands", "DraftValidation", "Preflight", "Preview"]),
    .executableTarget(name: "workprint", dependencies: ["DraftCommands"]),
    .executableTarget(name: "workprint-media", dependencies: ["MediaCommands"]),
    .executableTarget(name: "sample-media", dependencies: ["CPango", "Media"]),
    .target(
      name: "TestSupport", dependencies: ["JSONTree", "DraftModel", "Media"], path: "Tests/TestSupport"),
    // The cloud service on this machine, for tests and for trying things out.
    .target(
      name: "CloudEmulator",
      dependencies: [
        "JSONTree", "DraftModel", "Media", "Preview", .product(name: "FlyingFox", package: "FlyingFox"),
      ], path: "Tests/CloudEmulator", exclude: ["README.md"]),
    .executableTarget(
      name: "cloud-emulator",
      dependencies: [
        "CloudEmulator", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], path: "Tests/CloudEmulatorProgram"),
    .testTarget(name: "JSONTreeTests", dependencies: ["JSONTree"]),
    .testTarget(name: "DraftModelTests", dependencies: ["DraftModel", "JSONTree"]),
    .testTarget(name: "DraftValidationTests", dependencies: ["DraftValidation", "DraftModel", "JSONTree"]),
    .testTarget(name: "DraftDiffTests", dependencies: ["DraftDiff", "DraftModel", "JSONTree"]),
    .testTarget(
      name: "DraftCommandsTests", dependencies: ["DraftCommands", "DraftValidation", "DraftModel"]),
    .testTarget(name: "MediaTests", dependencies: ["Media", "DraftModel", "TestSupport"]),
    .testTarget(
      name: "PreviewTests", dependencies: ["Preview", "DraftModel", "JSONTree", "Media", "TestSupport"]),
    .testTarget(
      name: "CloudTests",
      dependencies: [
        "Cloud", "CloudState", "CloudEmulator", "DraftModel", "JSONTree", "Media", "Preview", "TestSupport",
        "workprint", "workprint-media",
      ]),
    .testTarget(
      name: "CloudEmulatorTests",
      dependencies: ["CloudEmulator", "JSONTree", "DraftModel", "Media", "TestSupport", "cloud-emulator"]),
    .testTarget(
      name: "PreflightTests", dependencies: ["Preflight", "DraftModel", "JSONTree", "Media", "TestSupport"]),
    // The executables are there to be built before the tests run them.
    .testTarget(
      name: "EndToEndTests",
      dependencies: ["JSONTree", "DraftModel", "Media", "TestSupport", "workprint", "workprint-media"]),
  ]
)
