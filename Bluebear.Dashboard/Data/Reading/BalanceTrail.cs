using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Sqlite.Store;
using Bluebear.Dashboard.Ledger.Deciding;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Data.Reading;

/// <summary>An account that some transfers changed, as it stands now, and between which balances it moved.</summary>
/// <param name="Account">The account as it stands now.</param>
/// <param name="Low">The smallest posted balance after one of the transfers.</param>
/// <param name="High">The largest posted balance after one of the transfers.</param>
/// <param name="ChangesOverage">True if what it owes changed.</param>
internal readonly record struct BalanceRange(BalanceAccount Account, Credits Low, Credits High, bool ChangesOverage);

/// <summary>An account as far as its base needs.</summary>
/// <param name="Id">The account.</param>
/// <param name="IsPrimary">True for the Primary Workspace.</param>
/// <param name="IsActive">False once it is deleted.</param>
/// <param name="Base">Its base now.</param>
/// <param name="BaseTransfer">The transfer that set it.</param>
internal readonly record struct BalanceAccount(AccountId Id, bool IsPrimary, bool IsActive, Credits Base, TransferId? BaseTransfer);

/// <summary>An account's figures after a transfer.</summary>
/// <param name="Transfer">The transfer.</param>
/// <param name="Account">The account.</param>
/// <param name="Available">Its available credits.</param>
/// <param name="Reserved">Its reserved credits.</param>
/// <param name="Overage">What it owed after the transfer; null if the transfer did not change it.</param>
internal readonly record struct BalanceStep(TransferId Transfer, AccountId Account, Credits Available, Credits Reserved, Credits? Overage);

/// <summary>A transfer that changed, or may have changed, the base of an account.</summary>
/// <param name="Transfer">The transfer.</param>
/// <param name="Type">Its type.</param>
/// <param name="Cause">Its cause, or null.</param>
/// <param name="Step">What it does to the account's base.</param>
/// <param name="Moved">By how much it changed the account's balance, signed.</param>
/// <param name="Reverses">The transfer that it reverses, or null.</param>
internal sealed record BaseEvent(TransferId Transfer, TransferType Type, TransferCause? Cause, BaseStep Step, Credits Moved, TransferId? Reverses);

/// <summary>Reads how balances moved from one transfer to a later one, by the entries' own figures.</summary>
/// <remarks>Reads on the context's connection, in its snapshot. Only accounts that are asked for are read step by step.</remarks>
internal sealed class BalanceTrail(BluebearDbContext context)
{
    private const string EventColumns =
        "id, type, cause, bases, amount_micro_credits, reverses_id, from_id, to_id FROM transfers";

    private SqliteConnection Connection => (SqliteConnection)context.Database.GetDbConnection();

    /// <summary>Each account that the transfers after <paramref name="after"/> up to <paramref name="last"/> changed.</summary>
    public List<BalanceRange> Ranges(TransferId after, TransferId last)
    {
        using var statement = new Statement(Connection, """
            SELECT own.account_id, own.low, own.high, own.owes, accounts.kind = 'tenant', accounts.status = 0,
                accounts.reference_micro_credits, accounts.reference_transfer_id
            FROM (SELECT account_id, min(available_after_micro_credits + reserved_after_micro_credits) AS low,
                    max(available_after_micro_credits + reserved_after_micro_credits) AS high, max(bucket = 3) AS owes
                FROM entries WHERE transfer_id > ?1 AND transfer_id <= ?2 AND account_id IS NOT NULL GROUP BY account_id) AS own
            JOIN accounts ON accounts.id = own.account_id
            """, 2);
        return statement.Set(1, after.Value).Set(2, last.Value).ReadAll(static row => new BalanceRange(
            new(new(row.GetInt64(0)), row.GetInt64(4) == 1, row.GetInt64(5) == 1, row.Credits(6), row.TransferOrNull(7)),
            row.Credits(1), row.Credits(2), row.GetInt64(3) == 1));
    }

    /// <summary>The figures of some accounts after each of these transfers, in order.</summary>
    public List<BalanceStep> Steps(TransferId after, TransferId last, IReadOnlySet<AccountId> accounts)
    {
        var steps = new List<BalanceStep>();
        using var statement = new Statement(Connection, """
            SELECT transfer_id, account_id, available_after_micro_credits, reserved_after_micro_credits, bucket, balance_after_micro_credits
            FROM entries WHERE transfer_id > ?1 AND transfer_id <= ?2 AND account_id IS NOT NULL
                AND (available_after_micro_credits IS NOT NULL OR bucket = 3) ORDER BY transfer_id, line
            """, 2);
        var owed = new Dictionary<AccountId, Credits>();
        statement.Set(1, after.Value).Set(2, last.Value).ReadAll(row =>
        {
            var account = new AccountId(row.GetInt64(1));
            if (!accounts.Contains(account))
            {
                return 0;
            }

            if (row.GetInt64(4) == (long)Bucket.Overage)
            {
                owed[account] = -row.Credits(5);
            }

            // The account's last entry in the transfer has its figures.
            if (!row.IsDBNull(2))
            {
                Credits? overage = owed.Remove(account, out var left) ? left : null;
                steps.Add(new(new(row.GetInt64(0)), account, row.Credits(2), row.Credits(3), overage));
            }

            return 0;
        });
        return steps;
    }

    /// <summary>
    /// What changed the bases of some accounts after a transfer and until now, in order. Reads only transfers other than usage.
    /// </summary>
    public List<(AccountId Account, BaseEvent Event)> Events(TransferId after, IReadOnlySet<AccountId> accounts)
    {
        var found = new List<(AccountId, BaseEvent)>();
        // A branch for each index of the rare types.
        using var statement = new Statement(Connection, string.Join(" UNION ALL ", ((int[])[1, 2, 7, 8]).Select(static type =>
            $"SELECT {EventColumns} WHERE type = {type} AND id > ?1 AND id <= ?2")) + " ORDER BY 1", 2);
        statement.Set(1, after.Value).Set(2, TenantScopedId.Compose(TenantScopedId.TenantOf(after.Value), TenantScopedId.MaxNumber)).ReadAll(row =>
        {
            foreach (var side in (int[])[6, 7])
            {
                if (row.AccountOrNull(side) is { } account && accounts.Contains(account))
                {
                    found.Add((account, EventOf(row, account)));
                }
            }

            return 0;
        });
        return found;
    }

    /// <summary>The bases of one account after each event, and before the first one.</summary>
    /// <param name="account">The account as it stands now.</param>
    /// <param name="events">All its events from some transfer until now, in order.</param>
    public (Credits First, IReadOnlyList<Credits> After) Bases(BalanceAccount account, IReadOnlyList<BaseEvent> events)
    {
        var after = new Credits[events.Count];
        var (value, setter) = (account.Base, account.BaseTransfer);
        for (var i = events.Count - 1; i >= 0; i--)
        {
            after[i] = value;
            (value, setter) = Before(account.Id, events[i], value, setter);
        }

        return (value, after);
    }

    // The reverse of what Bases.Apply does.
    private (Credits Value, TransferId? Setter) Before(AccountId account, BaseEvent change, Credits value, TransferId? setter) => change.Step.Change switch
    {
        BaseChange.Set => (change.Step.Before, change.Step.Previous),
        BaseChange.Shift => (value - change.Moved, setter),
        BaseChange.Undo when change.Reverses is { } reversed && Find(reversed, account) is { } original => original.Step.Change switch
        {
            // It was the base then: an earlier transfer has set the one that came back.
            BaseChange.Set when setter is not { } now || now.Value < original.Transfer.Value => (Replaced(account, original, value, setter), original.Transfer),
            BaseChange.Set or BaseChange.Shift => (value + original.Moved, setter),
            _ => (value, setter),
        },
        _ => (value, setter),
    };

    private Credits Replaced(AccountId account, BaseEvent original, Credits value, TransferId? setter)
    {
        value += PostedAfter(original.Transfer, account) - original.Step.Before;
        var passed = original.Step.Previous;
        while (passed is { } id && passed != setter)
        {
            var undone = Find(id, account)!;
            value -= undone.Step.Before - (PostedAfter(id, account) - undone.Moved);
            passed = undone.Step.Previous;
        }

        return value;
    }

    private BaseEvent? Find(TransferId transfer, AccountId account)
    {
        using var statement = new Statement(Connection, $"SELECT {EventColumns} WHERE id = ?1", 1);
        return statement.Set(1, transfer.Value).ReadFirst(row => EventOf(row, account));
    }

    private Credits PostedAfter(TransferId transfer, AccountId account)
    {
        using var statement = new Statement(Connection, """
            SELECT available_after_micro_credits + reserved_after_micro_credits FROM entries
            WHERE transfer_id = ?1 AND account_id = ?2 AND available_after_micro_credits IS NOT NULL
            """, 2);
        return statement.Set(1, transfer.Value).Set(2, account.Value).ReadFirst(static row => row.Credits(0));
    }

    private static BaseEvent EventOf(StatementRow row, AccountId account)
    {
        var bases = row.IsDBNull(3) ? null : BaseChanges.Read(row.GetBytes(3));
        var (isFrom, isTo, amount) = (row.AccountOrNull(6) == account, row.AccountOrNull(7) == account, row.Credits(4));
        return new(
            new(row.GetInt64(0)), (TransferType)row.GetInt32(1), row.IsDBNull(2) ? null : (TransferCause)row.GetInt32(2),
            (isFrom ? bases?.From : isTo ? bases?.To : null) ?? default, isTo ? amount : -amount, row.TransferOrNull(5));
    }
}
