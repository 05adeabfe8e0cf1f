import Foundation

/// The maker's mark on a round badge; transparent around it. 600x600 units.
enum LogoScene {
  static func draw(on canvas: Canvas) {
    canvas.cover(600, 600)
    let center = Point(300, 292)
    let badge = Path.circle(center, 262)
    canvas.shadow(badge, dy: 14, blur: 11, Color(0x2A0D06, 0.5))
    canvas.fill(badge, .vertical(30, 554, (0, Color(0xE07A50)), (1, Color(0xB34E2E))))
    canvas.stroke(.circle(center, 236), Color(0xFFF1DC, 0.9), width: 7)
    for shape in Emblem.shapes(radius: 168) {
      canvas.fill(shape.moved(center.x, center.y + 12), Color(0xFFF6E6))
    }
  }
}
