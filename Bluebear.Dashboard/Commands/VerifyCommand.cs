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
    /// <summary>The command as the command line knows it.</summary>
    public static Command Create(string[] settings)
    {
        var tenant = new Option<string?>("--tenant") { Description = "Only this tenant: its id or exact name." };
        var expect = new Option<string?>("--expect")
        {
            Description = "A head noted earlier, 64 hexadecimal digits: it must be in a chain of a tenant that is checked.",
        };
        var record = new Option<bool>("--record")
        {
            Description = "Prints the heads of the record of who changed what instead of the seals'.",
        };
        var command = new Command("verify", "Checks conservation, balances, usage sums, seals and the record; prints each tenant's seal head.")
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
            await streams.Error.WriteLineAsync("The expected head is no seal of the chain: the books are not those it was noted from.");
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
                await streams.Error.WriteLineAsync($"{one.Name}: nothing moves until a finance admin has looked at it on the Reconciliation page.");
            }
        }
        catch (Exception exception) when (exception is LedgerUnavailableException or DbUpdateException or SqliteException)
        {
            // A copy that cannot be written is checked all the same.
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
