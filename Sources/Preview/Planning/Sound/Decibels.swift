#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The factor on an amplitude that a level difference means: `10^(dB/20)`.
func decibels(_ value: Double) -> Double { pow(10, value / 20) }
