using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Features.UsageImports;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Prices;
using Bluebear.Dashboard.Tests.Data;
using Bluebear.Dashboard.Tests.Ledger.Prices;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Xunit.Abstractions;

namespace Bluebear.Dashboard.Tests.Features.UsageImports;

/// <summary>Both Azure traces, spread over workspaces and really priced models, against sums computed by whole numbers from the files.</summary>
public sealed class RealTraceImportTests(ITestOutputHelper output)
{
    private const int CreditsPerDollar = 100;

    [SharedDataFact]
    public async Task RunAsync_BothTraces_AddUpExactlyAndASecondRunAcceptsNothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        await PrepareAsync(database);

        var (code, codeSeconds) = await ImportAsync(database, SharedData.CodeTrace);
        var (conversation, conversationSeconds) = await ImportAsync(database, SharedData.ConversationTrace);
        var (codeAgain, _) = await ImportAsync(database, SharedData.CodeTrace);
        var (conversationAgain, _) = await ImportAsync(database, SharedData.ConversationTrace);

        Assert.Equal((8_819, 0, 0), (code.Accepted, code.Duplicates, code.Rejected.Count));
        Assert.Equal((19_366, 0, 0), (conversation.Accepted, conversation.Duplicates, conversation.Rejected.Count));
        Assert.Equal((0, 8_819, 0), (codeAgain.Accepted, codeAgain.Duplicates, codeAgain.Rejected.Count));
        Assert.Equal((0, 19_366, 0), (conversationAgain.Accepted, conversationAgain.Duplicates, conversationAgain.Rejected.Count));

        var rowsPerSecond = (code.Accepted + conversation.Accepted) / (codeSeconds + conversationSeconds);
        output.WriteLine($"{rowsPerSecond:N0} rows a second");

        var expected = await OracleAsync(database);
        Assert.Equal(expected, (code.Total + conversation.Total).MicroCredits);
        Assert.Equal(expected, database.Scalar("SELECT sum(amount_micro_credits) FROM charges"));
        Assert.Equal(expected, database.Scalar($"SELECT sum(amount_micro_credits) FROM transfers WHERE type = {(int)TransferType.Settlement}"));
        Assert.Equal(Tokens(), (database.Scalar("SELECT sum(input_tokens) FROM charges"), database.Scalar("SELECT sum(output_tokens) FROM charges")));
    }

    private static async Task PrepareAsync(TestDatabase database)
    {
        await database.PostAsync(new RecordPurchase(Credits.FromCredits(1_000_000), "INV-1", null));
        foreach (var number in Enumerable.Range(1, 12))
        {
            var name = number.ToString("'Workspace '0", CultureInfo.InvariantCulture);
            await database.PostAsync(new OpenAccount(AccountKinds.Workspace, name, null, null, Credits.FromCredits(50)));
        }

        Assert.True(CreditsPerUsd.TryParse(CreditsPerDollar.ToString(CultureInfo.InvariantCulture), out var rate));
        var list = LiteLlmPriceList.Parse(await File.ReadAllBytesAsync(SharedData.PathOf(SharedData.Prices)), rate, ModelPrice.Always);
        await database.Get<DatabaseWrites>().WriteAsync(TestDatabase.Tenant, context =>
        {
            context.ModelPrices.AddRange(list.Prices.Select(price => price.ToRow(TestDatabase.Tenant, DateTimeOffset.UnixEpoch, "test")));
            return Task.CompletedTask;
        });
    }

    private static async Task<(UsageImportReport Report, double Seconds)> ImportAsync(TestDatabase database, string name)
    {
        using var file = UsageFile.Open(File.OpenRead(SharedData.PathOf(name)), UsageFormat.AzureTrace);
        var request = new UsageImportRequest { Tenant = TestDatabase.Tenant, Actor = "import", SpreadSeed = 7 };
        var started = TimeProvider.System.GetTimestamp();
        var report = await new ImportUsage(database.Contexts, database.Ledger).RunAsync(request, file, null, CancellationToken.None);
        return (report, TimeProvider.System.GetElapsedTime(started).TotalSeconds);
    }

    // Which model each row was given is read back; what it costs is computed anew from the list's own text.
    private static async Task<long> OracleAsync(TestDatabase database)
    {
        using var list = JsonDocument.Parse(await File.ReadAllBytesAsync(SharedData.PathOf(SharedData.Prices)));
        await using var context = database.Contexts.ForTenant(TestDatabase.Tenant);
        var models = await context.Texts.ToDictionaryAsync(text => text.Id, text => text.Value);
        var charges = await context.Charges.Select(charge => new { charge.ModelId, charge.Tokens }).ToListAsync();
        Assert.True(charges.Select(charge => charge.ModelId).Distinct().Count() > 100);
        var sum = BigInteger.Zero;
        foreach (var charge in charges)
        {
            var prices = list.RootElement.GetProperty(models[charge.ModelId!.Value]);
            sum += PricingOracle.MicroCreditsOfUsd(
                prices.GetProperty("input_cost_per_token").GetRawText(), null, prices.GetProperty("output_cost_per_token").GetRawText(),
                CreditsPerDollar, charge.Tokens);
        }

        return (long)sum;
    }

    private static (long Input, long Output) Tokens()
    {
        var rows = new[] { SharedData.CodeTrace, SharedData.ConversationTrace }
            .SelectMany(file => File.ReadLines(SharedData.PathOf(file)).Skip(1)).Select(line => line.Split(',')).ToList();
        return (rows.Sum(row => long.Parse(row[1], CultureInfo.InvariantCulture)), rows.Sum(row => long.Parse(row[2], CultureInfo.InvariantCulture)));
    }
}
