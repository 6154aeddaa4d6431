using System.CommandLine;
using Bluebear.Dashboard.Data.Verifying;
using Bluebear.Dashboard.Features.Reconciliation;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Ledger.Writing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Commands;

/// <summary><c>verify</c>: proves the books from their entries and prints each tenant's seal head.</summary>
internal static class VerifyCommand
{
    /// <summary>The command.</summary>
    public static Command Create(string[] settings)
    {
        var tenant = new Option<string?>("--tenant") { Description = "Only this tenant: its id or exact name." };
        var expect = new Option<string?>("--expect")
        {
            Description = "An earlier head, 64 hexadecimal digits. It must be in the chain of a checked tenant.",
        };
        var record = new Option<bool>("--record")
        {
            Description = "Prints the heads of the audit log instead of the seals' heads.",
        };
        var command = new Command("verify", "Checks conservation, balances, usage sums, seals and the audit log. Prints each tenant's seal head.")
        {
            tenant, expect, record,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var expected = Hash(parsed.GetValue(expect));
            return CommandHost.RunOnExistingAsync(settings, (services, token) =>
                RunAsync(services, parsed.GetValue(tenant), expected, parsed.GetValue(record), parsed.InvocationConfiguration, token), cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(IServiceProvider services, string? tenant, byte[]? expected, bool record,
        InvocationConfiguration streams, CancellationToken cancellation)
    {
        TenantId? only = tenant is null ? null : await CommandTenants.RequireAsync(services, tenant, cancellation);
        var check = services.GetRequiredService<CheckBooks>();
        var books = await check.VerifyAsync(only, expected, cancellation);
        foreach (var one in books)
        {
            var head = record ? one.RecordHead : one.Head;
            await streams.Output.WriteLineAsync(only is null ? $"{head}  {one.Name}" : head);
            foreach (var difference in one.Differences)
            {
                await streams.Error.WriteLineAsync($"{one.Name}: {difference}");
            }

            if (one.Failure is { } failure)
            {
                await streams.Error.WriteLineAsync($"{one.Name}: its books could not be checked: {failure}");
            }
        }

        await StopAsync(check, books, streams, cancellation);
        var isExpected = expected is null || books.Any(static one => one.HasExpected);
        if (!isExpected)
        {
            await streams.Error.WriteLineAsync("The expected head is not a seal of the chain: these are not the books that it came from.");
        }

        return isExpected && books.All(static one => one is { Differences.Count: 0, Failure: null }) ? ExitCode.Done : ExitCode.Refused;
    }

    private static async Task StopAsync(
        CheckBooks check, IReadOnlyList<VerifiedBooks> books, InvocationConfiguration streams, CancellationToken cancellation)
    {
        try
        {
            foreach (var one in await check.StopAsync(books, AuditActor.CommandLine, cancellation))
            {
                await streams.Error.WriteLineAsync($"{one.Name}: nothing moves until a finance admin has reviewed this on the Reconciliation page.");
            }
        }
        catch (Exception exception) when (exception is LedgerUnavailableException or DbUpdateException or SqliteException)
        {
            // A copy that cannot be written is still checked.
            await streams.Error.WriteLineAsync($"The moves could not be stopped: {exception.Message}");
        }
    }

    private static byte[]? Hash(string? digits) => digits switch
    {
        null => null,
        { Length: 2 * Seal.HashSize } when digits.All(char.IsAsciiHexDigit) => Convert.FromHexString(digits),
        _ => throw CommandFailure.Usage("--expect takes 64 hexadecimal digits."),
    };
}
