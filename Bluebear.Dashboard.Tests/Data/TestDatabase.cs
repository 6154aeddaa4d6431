using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Accounts;
using Bluebear.Dashboard.Data.Model.Books;
using Bluebear.Dashboard.Data.Model.Tenants;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Paying;
using Bluebear.Dashboard.Ledger.Writing;
using Bluebear.Dashboard.Live;
using Bluebear.Dashboard.Scheduling;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bluebear.Dashboard.Tests.Data;

/// <summary>A real SQLite file with the product's own services on it.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    public static readonly TenantId Tenant = new(1);
    public static readonly AccountId Primary = new(TenantScopedId.Compose(Tenant, 1));
    public static readonly AccountId Workspace = new(TenantScopedId.Compose(Tenant, 2));

    private readonly TempFolder? _folder;
    private ServiceProvider _services;

    private TestDatabase(string file, TempFolder? folder, TimeProvider? clock)
    {
        File = file;
        _folder = folder;
        _services = Services(file, clock);
    }

    /// <summary>The product's own services on a file.</summary>
    public static ServiceProvider Services(string file, TimeProvider? clock, params IInterceptor[] interceptors)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton(clock ?? TimeProvider.System);
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { ["ConnectionStrings:Bluebear"] = $"Data Source={file}" }).Build());
        services.AddScheduling().AddData().AddLive();
        services.ConfigureDbContext<BluebearDbContext>(options => options.AddInterceptors(interceptors));
        return services.BuildServiceProvider();
    }

    public string File { get; }

    public CreditLedger Ledger => Get<CreditLedger>();

    public ILedgerStore Store => Get<ILedgerStore>();

    public IDbContextFactory<BluebearDbContext> Contexts => Get<IDbContextFactory<BluebearDbContext>>();

    /// <summary>A new file with tenants 1 and 2 in Workspace Budget mode, each with its Primary Workspace.</summary>
    public static async Task<TestDatabase> CreateAsync(TimeProvider? clock = null, string timeZone = "UTC")
    {
        var folder = new TempFolder();
        var database = new TestDatabase(folder.File("bluebear.db"), folder, clock);
        await PreparedDatabase.CopyToAsync(database.File);
        foreach (var number in (int[])[1, 2])
        {
            await database.AddTenantAsync(number, timeZone);
        }

        return database;
    }

    /// <summary>An existing file.</summary>
    public static TestDatabase Open(string file, TimeProvider? clock = null) => new(file, null, clock);

    public TService Get<TService>()
        where TService : notnull => _services.GetRequiredService<TService>();

    public async Task<Receipt> PostAsync(Movement movement, string? key = null)
    {
        var result = await Ledger.PostAsync(Posting(movement, key));
        return result.ReceiptOrNull ?? throw new InvalidOperationException($"{result}");
    }

    public static Posting Posting(Movement movement, string? key = null) => new()
    {
        Tenant = Tenant,
        Movement = movement,
        Actor = "ada@northwind.example",
        Key = key is null ? OperationKey.New() : new(key),
    };

    /// <summary>One credit from the pool to workspace 2.</summary>
    public static Posting OneCredit(string key) => Posting(new MoveCredits(Primary, Workspace, Credits.FromCredits(1)), key);

    /// <summary>10,000 credits in the pool and workspace 2 with 100 of them.</summary>
    public async Task FillAsync()
    {
        await PostAsync(new RecordPurchase(Credits.FromCredits(10_000), "INV-1", new Money(99.5m, "EUR")));
        await PostAsync(new OpenAccount(AccountKinds.Workspace, "Atlas", "atlas", null, Credits.FromCredits(100)));
    }

    /// <summary>Changes tenant 1's rules of who pays.</summary>
    public Task SetPoliciesAsync(SpendPolicies policies) => Get<DatabaseWrites>().WriteAsync(Tenant, async context =>
    {
        await context.SpendPolicies.ExecuteDeleteAsync();
        context.SpendPolicies.Add(new()
        {
            TenantId = Tenant.Value,
            WalletEnforcement = policies.WalletEnforcement,
            Split = policies.Split,
            PersonalUse = policies.PersonalUse,
            WorkspaceRoute = RouteText.Of(policies.WorkspaceRoute),
            TeamRoute = RouteText.Of(policies.TeamRoute),
            PersonalRoute = RouteText.Of(policies.PersonalRoute),
        });
    });

    /// <summary>Runs SQL as somebody behind the application's back would.</summary>
    public void Execute(string sql)
    {
        using var connection = OpenRaw();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public long Scalar(string sql)
    {
        using var connection = OpenRaw();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    public SqliteConnection OpenRaw()
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        Bluebear.Dashboard.Data.Sqlite.ConnectionPragmas.Apply(connection);
        return connection;
    }

    /// <summary>Ends this process's ledger, so that another process may write it. What is asked for next begins anew.</summary>
    public async Task CloseWriterAsync()
    {
        var clock = Get<TimeProvider>();
        await _services.DisposeAsync();
        _services = Services(File, clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder?.Dispose();
    }

    public Task AddTenantAsync(int number, string timeZone) => Get<DatabaseWrites>().WriteAsync(null, context =>
    {
        var primary = TenantScopedId.Compose(new(number), 1);
        var now = Instants.Truncate(Get<TimeProvider>().GetUtcNow());
        context.Tenants.Add(new TenantRow { Id = number, Name = $"Tenant {number}", TimeZone = timeZone, CreatedAt = now });
        context.Accounts.Add(new AccountRow
        {
            Id = primary,
            TenantId = number,
            Kind = AccountKinds.Tenant,
            Name = "Primary Workspace",
            NameKey = Account.NameKey("Primary Workspace"),
            CreatedAt = now,
        });
        context.TenantHeads.Add(new TenantHeadRow
        {
            TenantId = number,
            PrimaryId = primary,
            Mode = CreditMode.WorkspaceBudget,
            LastRecordedAt = DateTimeOffset.UnixEpoch,
            Accounts = 1,
            SealHash = new byte[32],
        });
        return Task.CompletedTask;
    });
}
