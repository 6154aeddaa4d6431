using System.Data.Common;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Hosting.Api;

public sealed class TransferAnswersTests(ApiApp running) : IClassFixture<ApiApp>
{
    [Fact]
    public async Task Of_ATransferThatWasPostedJustNow_ReadsItsTextsAndNothingElse()
    {
        var stage = await ApiStage.CreateAsync(running.App);
        var bought = await (await stage.ClientAsync()).PostAsync("/v1/purchases", """{"amount":"10","reference":"INV-1"}""");
        Assert.Equal(201, bought.Status);
        var services = running.App.Services;
        var pool = (await services.GetRequiredService<AccountDirectory>().OfAsync(stage.Northwind)).Primary.Id;
        var caller = new Caller
        {
            Tenant = stage.Northwind,
            TenantName = "Northwind",
            TimeZone = TimeZoneInfo.Utc,
            Actor = "ada",
            DisplayName = "Ada",
            LedAccounts = new HashSet<AccountId>(),
            VisibleAccounts = VisibleAccounts.All,
        };
        var counted = new CountedContexts(services.GetRequiredService<DbContextOptions<BluebearDbContext>>());
        var transfer = new Transfer
        {
            Id = new(TenantScopedId.Compose(stage.Northwind, 9)),
            Type = TransferType.Allocation,
            Amount = Credits.FromCredits(1),
            From = pool,
            To = pool,
            OccurredAt = DateTimeOffset.UnixEpoch,
            RecordedAt = DateTimeOffset.UnixEpoch,
            Actor = new(TenantScopedId.Compose(stage.Northwind, 1)),
            Entries = [],
        };

        var answer = await new TransferAnswers(counted).OfAsync(caller, transfer, default);

        Assert.NotEmpty(answer.Actor);
        Assert.Equal(1, counted.Commands);
    }

    private sealed class CountedContexts(DbContextOptions<BluebearDbContext> options) : DbCommandInterceptor, IDbContextFactory<BluebearDbContext>
    {
        public int Commands { get; private set; }

        public BluebearDbContext CreateDbContext() =>
            new(new DbContextOptionsBuilder<BluebearDbContext>(options).AddInterceptors(this).Options);

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Commands++;
            return new(result);
        }
    }
}
