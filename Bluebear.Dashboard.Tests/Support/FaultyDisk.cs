using System.Data.Common;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Sqlite.Store;
using Bluebear.Dashboard.Ledger.Writing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Bluebear.Dashboard.Tests.Support;

/// <summary>A disk that a test can fill, or make read-only, under a running application, for all of its connections.</summary>
internal sealed class FaultyDisk : DbConnectionInterceptor
{
    private const long NoLimit = 1_073_741_823;
    private volatile string _pragmas = Sound;

    private static string Sound => $"PRAGMA query_only=OFF; PRAGMA max_page_count={NoLimit}";

    /// <summary>Adds it to an application that is being built.</summary>
    public void Under(WebApplicationBuilder builder) =>
        builder.Services.ConfigureDbContext<BluebearDbContext>(options => options.AddInterceptors(this));

    /// <summary>From now on nothing can be written.</summary>
    public void TurnReadOnly(RunningApp app) => Set(app, "PRAGMA query_only=ON");

    /// <summary>From now on the file cannot grow.</summary>
    public void Fill(RunningApp app, long pages) => Set(app, $"PRAGMA max_page_count={pages}");

    /// <summary>Ends the fault.</summary>
    public void Mend(RunningApp app) => Set(app, Sound);

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply(connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Apply(connection);
        return Task.CompletedTask;
    }

    private void Set(RunningApp app, string pragmas)
    {
        _pragmas = pragmas;
        var store = (SqliteLedgerStore)app.Services.GetRequiredService<ILedgerStore>();
        store.OnOpened = Apply;
        store.Reset();
    }

    private void Apply(DbConnection connection)
    {
        using var command = ((SqliteConnection)connection).CreateCommand();
        command.CommandText = _pragmas;
        command.ExecuteNonQuery();
    }
}
