namespace Bluebear.Dashboard.Ledger.Values;

/// <summary>
/// Instants of the books: UTC, whole microseconds since 1970, so that every database stores them in the same way (ledger.md).
/// </summary>
public static class Instants
{
    /// <summary>The latest instant that can be read back.</summary>
    public static DateTimeOffset Latest { get; } = Truncate(DateTimeOffset.MaxValue);

    /// <summary>The instant in UTC, truncated to microseconds.</summary>
    public static DateTimeOffset Truncate(DateTimeOffset instant) => FromMicroseconds(ToMicroseconds(instant));

    /// <summary>Whole microseconds since 1970-01-01T00:00:00Z; negative before.</summary>
    public static long ToMicroseconds(DateTimeOffset instant) =>
        Math.DivRem(instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks, TimeSpan.TicksPerMicrosecond) is var (quotient, remainder)
        && remainder < 0 ? quotient - 1 : quotient;

    /// <summary>The instant that lies a number of microseconds after 1970-01-01T00:00:00Z.</summary>
    public static DateTimeOffset FromMicroseconds(long microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(checked(microseconds * TimeSpan.TicksPerMicrosecond));
}
