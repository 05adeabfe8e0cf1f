// swift-tools-version: 6.0
import PackageDescription

let package = Package(
  name: "Workprint",
  products: [
    .library(name: "JSONTree", targets: ["JSONTree"]),
    .library(name: "DraftModel", targets: ["DraftModel"]),
    .executable(name: "workprint", targets: ["workprint"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0")
  ],
  targets: [
    .target(name: "JSONTree"),
    .target(name: "DraftModel", dependencies: ["JSONTree"]),
    .target(
      name: "DraftCommands",
      dependencies: ["DraftModel", .product(name: "ArgumentParser", package: "swift-argument-parser")]),
    .executableTarget(name: "workprint", dependencies: ["DraftCommands"]),
  ]
)
