using Bluebear.Dashboard.Data.Sqlite;
using Bluebear.Dashboard.Data.Sqlite.Store;
using Bluebear.Dashboard.Ledger.Writing;
using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Data.Verifying;

/// <summary>The result of a check of a tenant's books.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Name">Its name.</param>
/// <param name="Head">The last seal's hash as 64 hexadecimal digits; zeros before the first.</param>
/// <param name="HasExpected">True if the expected hash is the head or an earlier seal of the chain.</param>
/// <param name="Differences">The differences, each naming the row; empty if there are none.</param>
/// <param name="Fingerprint">The same as long as the same things are wrong, even while the books grow; empty if nothing is
/// wrong.</param>
public sealed record VerifiedBooks(
    TenantId Tenant, string Name, string Head, bool HasExpected, IReadOnlyList<string> Differences, string Fingerprint)
{
    /// <summary>The hash of the last event of the audit log, as 64 hexadecimal digits; zeros before the first.</summary>
    public string RecordHead { get; init; } = "";

    /// <summary>
    /// Why the books could not be read to their end, which does not mean that they are wrong; null if they could.
    /// </summary>
    public string? Failure { get; init; }
}

/// <summary>
/// Proves the books from their entries: conservation, balances, lots, purchases, overage, holds, usage rollups, texts and seals.
/// Also proves the audit log.
/// </summary>
/// <remarks>
/// Sums have no limit, so that edited figures are counted too. Only reads, while others write: first the figures of one commit,
/// then the entries up to it in short steps. Memory grows with accounts and lots, not with entries.
/// </remarks>
public sealed class VerifyLedger(DatabaseLocation location)
{
    /// <summary>Checks the books of one tenant or of all. Books that cannot be read do not stop the check of others.</summary>
    /// <param name="only">The tenant, or null for all.</param>
    /// <param name="expected">A seal's hash noted earlier, or null.</param>
    /// <param name="cancellation">Stops the check.</param>
    /// <exception cref="LedgerUnavailableException">The database cannot be read.</exception>
    public IReadOnlyList<VerifiedBooks> Run(TenantId? only = null, byte[]? expected = null, CancellationToken cancellation = default) =>
        StoreFailure.Translate(() =>
        {
            using var connection = Open();
            using var tenants = new Statement(connection, "SELECT id, name FROM tenants WHERE ?1 IS NULL OR id = ?1 ORDER BY id", 1);
            return tenants.Set(1, only?.Value).ReadAll(static row => (Id: new TenantId(row.GetInt32(0)), Name: row.GetString(1)))
                .ConvertAll(tenant => Check(connection, tenant.Id, tenant.Name, expected, cancellation));
        });

    private static VerifiedBooks Check(
        SqliteConnection connection, TenantId tenant, string name, byte[]? expected, CancellationToken cancellation)
    {
        var differences = new Differences();
        var (head, record) = (ReadOnlyMemory<byte>.Empty, ReadOnlyMemory<byte>.Empty);
        var hasExpected = false;
        string? failure = null;
        try
        {
            if (BooksSnapshot.Read(connection, tenant) is { } books)
            {
                (head, record) = (books.Head.SealHash, books.Record.Hash);
                hasExpected = Check(connection, books, expected, differences, cancellation);
            }
            else
            {
                differences.Add("The tenant has no books.");
            }
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == SQLitePCL.raw.SQLITE_CORRUPT)
        {
            differences.Add($"The file is damaged: {exception.Message}");
        }
        catch (SqliteException exception)
        {
            failure = exception.Message;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Continue with the next tenant's books after any kind of damage.
            differences.Add($"The books cannot be read to their end: {exception.Message}");
        }

        return new(tenant, name, Digits(head), hasExpected, differences.Sentences, differences.Fingerprint)
        {
            RecordHead = Digits(record),
            Failure = failure,
        };
    }

    private static string Digits(ReadOnlyMemory<byte> hash) =>
        hash.IsEmpty ? new string('0', 2 * Seal.HashSize) : Convert.ToHexStringLower(hash.Span);

    private static bool Check(SqliteConnection connection, BooksSnapshot books, byte[]? expected, Differences differences,
        CancellationToken cancellation)
    {
        using var pages = new LedgerPages(connection, books.Head);
        var record = new RecordCheck(books.Record, books.RecordedEvents, expected, differences);
        record.Run(connection);
        using var seals = new SealCheck(pages, books.Head, expected, new(record, differences), differences);
        var entries = new EntryCheck(books, pages, differences);
        var usage = new UsageCheck(books, differences);
        foreach (var transfer in pages.Transfers())
        {
            cancellation.ThrowIfCancellationRequested();
            seals.Add(transfer);
            entries.Add(transfer);
            usage.Add(transfer);
        }

        foreach (var (charge, namedByTransfer, namedByHold) in pages.Charges())
        {
            cancellation.ThrowIfCancellationRequested();
            usage.Add(charge, namedByTransfer, namedByHold);
        }

        seals.End();
        usage.End();
        entries.End(usage.Used, usage.Tokens);
        return seals.HasExpected || record.HasExpected;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(location.ConnectionString)
        {
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
        }.ToString());
        try
        {
            connection.Open();
            ConnectionPragmas.ApplyForReading(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
