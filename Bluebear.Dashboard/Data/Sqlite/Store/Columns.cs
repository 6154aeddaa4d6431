namespace Bluebear.Dashboard.Data.Sqlite.Store;

/// <summary>Reads columns as the ledger's types.</summary>
internal static class Columns
{
    public static Credits Credits(this StatementRow reader, int column) => Ledger.Values.Credits.FromMicroCredits(reader.GetInt64(column));

    public static Credits? CreditsOrNull(this StatementRow reader, int column) => reader.IsDBNull(column) ? null : reader.Credits(column);

    public static DateTimeOffset Instant(this StatementRow reader, int column) =>
        Instants.FromMicroseconds(reader.GetInt64(column));

    public static DateTimeOffset? InstantOrNull(this StatementRow reader, int column) =>
        reader.IsDBNull(column) ? null : reader.Instant(column);

    public static long? LongOrNull(this StatementRow reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetInt64(column);

    public static string? TextOrNull(this StatementRow reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    public static AccountId? AccountOrNull(this StatementRow reader, int column) =>
        reader.IsDBNull(column) ? null : new AccountId(reader.GetInt64(column));

    public static TransferId? TransferOrNull(this StatementRow reader, int column) =>
        reader.IsDBNull(column) ? null : new TransferId(reader.GetInt64(column));

    public static TextId? TextIdOrNull(this StatementRow reader, int column) =>
        reader.IsDBNull(column) ? null : new TextId(reader.GetInt64(column));

    public static HoldId? HoldOrNull(this StatementRow reader, int column) =>
        reader.IsDBNull(column) ? null : new HoldId(reader.GetInt64(column));

    /// <summary>The operation key and request in two columns from <paramref name="column"/> on.</summary>
    public static OperationMark? MarkOrNull(this StatementRow reader, int column) => reader.IsDBNull(column)
        ? null
        : new OperationMark(
            Hash128.FromBytes(reader.GetBytes(column)),
            Hash128.FromBytes(reader.GetBytes(column + 1)));

    public static long? Micro(this DateTimeOffset? instant) => instant is { } some ? Instants.ToMicroseconds(some) : null;

    public static long Micro(this DateTimeOffset instant) => Instants.ToMicroseconds(instant);

    /// <summary>
    /// The written columns for the columns that are read: an occurred-at time is written as its distance from the recording.
    /// </summary>
    public static string[] AsWritten(this IEnumerable<string> columns) =>
        [.. columns.Select(static column => column == "occurred_at" ? "occurred_ago_microseconds" : column)];

    /// <summary>How long before <paramref name="recordedAt"/> it was, in microseconds; below zero if it was later.</summary>
    public static long AgoAt(this DateTimeOffset occurredAt, DateTimeOffset recordedAt) => recordedAt.Micro() - occurredAt.Micro();

    public static int TenantNumber(this long id) => TenantScopedId.TenantOf(id).Value;
}
