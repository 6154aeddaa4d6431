namespace Bluebear.Dashboard.Ledger.Deciding;

/// <summary>A book's accounts, also found by their reference.</summary>
internal sealed class AccountSection(Book book) : Section<AccountId, Account>(static account => account.Id, id => book.LoadAccount(id))
{
    private readonly KnownRefs _refs = new();

    /// <inheritdoc/>
    public override int Count => base.Count + _refs.Count;

    /// <summary>
    /// The active account with a reference (as <see cref="Account.NameKey"/>), or null. Read from the database once.
    /// </summary>
    public AccountId? FindActiveByRef(TenantId tenant, string refKey) => _refs.Find(tenant, refKey, book.Source.FindActiveByRef);

    /// <inheritdoc/>
    protected override void OnChange(Account? old, Account? now) => _refs.OnAccountChange(old, now);
}

/// <summary>A book's lots, found by account, purchase and budget period, and in burn order.</summary>
internal sealed class LotSection : Section<LotId, Lot>
{
    private readonly Book _book;
    private readonly Dictionary<(AccountId, PurchaseId, BudgetPeriodId), LotId> _ids = [];
    private readonly LazyIndexes<AccountId, BurnPosition> _burnOrder;

    /// <summary>Makes an empty one.</summary>
    public LotSection(Book book)
        : base(static lot => lot.Id, static _ => null)
    {
        _book = book;
        _burnOrder = new(ReadPage);
    }

    /// <summary>A lot with its current figures, or null.</summary>
    public Lot? Find(AccountId account, PurchaseId purchase, BudgetPeriodId period) =>
        _ids.TryGetValue((account, purchase, period), out var id) ? Known(id)
        : _book.Source.FindLot(account, purchase, period) is { } lot ? Load(lot)
        : null;

    /// <summary>The first lot with available credits after a place in the account's burn order, or null.</summary>
    public Lot? Next(AccountId account, BurnPosition? after) => _burnOrder.Of(account).Next(after) is { } found ? Known(found.Lot) : null;

    /// <inheritdoc/>
    protected override void OnChange(Lot? old, Lot? now)
    {
        var lot = (now ?? old)!;
        if (now is null)
        {
            _ids.Remove((lot.Account, lot.Purchase, lot.BudgetPeriod));
        }
        else if (old is null)
        {
            _ids[(lot.Account, lot.Purchase, lot.BudgetPeriod)] = lot.Id;
        }

        if (now is { Available.IsPositive: true })
        {
            _burnOrder.Of(lot.Account).Add(lot.Position);
        }
        else if (old is not null)
        {
            _burnOrder.Of(lot.Account).Remove(lot.Position);
        }
    }

    private List<BurnPosition> ReadPage(AccountId account, BurnPosition? after, int count)
    {
        var page = _book.Source.LotsInBurnOrder(account, after, count);
        foreach (var lot in page)
        {
            Load(lot);
        }

        return [.. page.Select(static lot => lot.Position)];
    }
}

/// <summary>A book's open overages, and the oldest one of each account.</summary>
internal sealed class OverageSection : Section<(AccountId Account, ChargeId Charge), OpenOverage>
{
    private readonly Book _book;
    private readonly LazyIndexes<AccountId, Age> _ages;

    /// <summary>Makes an empty one.</summary>
    public OverageSection(Book book)
        : base(
            static overage => (overage.Account, overage.Charge),
            key => book.Source.OpenOverages(key.Account, new(key.Charge.Value - 1), 1).FirstOrDefault(open => open.Charge == key.Charge))
    {
        _book = book;
        _ages = new(ReadPage);
    }

    /// <summary>The account's oldest open overage, or null.</summary>
    public OpenOverage? Oldest(AccountId account) => _ages.Of(account).Next(null) is { } age ? Known((account, age.Charge)) : null;

    /// <inheritdoc/>
    protected override void OnChange(OpenOverage? old, OpenOverage? now)
    {
        var overage = (now ?? old)!;
        if (now is { Amount.IsPositive: true })
        {
            _ages.Of(overage.Account).Add(new(overage.Charge));
        }
        else
        {
            _ages.Of(overage.Account).Remove(new(overage.Charge));
        }
    }

    private List<Age> ReadPage(AccountId account, Age? after, int count)
    {
        var page = _book.Source.OpenOverages(account, after?.Charge, count);
        foreach (var overage in page)
        {
            Load(overage);
        }

        return [.. page.Select(static overage => new Age(overage.Charge))];
    }

    private readonly record struct Age(ChargeId Charge) : IComparable<Age>
    {
        public int CompareTo(Age other) => Charge.Value.CompareTo(other.Charge.Value);
    }
}

/// <summary>A book's holds, and the one of each tenant that reaches its time limit first.</summary>
internal sealed class HoldSection : Section<HoldId, Hold>
{
    private readonly Book _book;
    private readonly LazyIndexes<TenantId, HoldLimit> _limits;

    /// <summary>Makes an empty one.</summary>
    public HoldSection(Book book)
        : base(static hold => hold.Id, id => book.Source.FindHold(id))
    {
        _book = book;
        _limits = new(ReadPage);
    }

    /// <summary>The tenant's open hold that reaches its time limit first, or null.</summary>
    public HoldLimit? NextLimit(TenantId tenant) => _limits.Of(tenant).Next(null);

    /// <summary>The changed holds. Holds that have ended leave memory.</summary>
    public override List<Hold> TakeChanges()
    {
        var holds = base.TakeChanges();
        foreach (var hold in holds)
        {
            if (!hold.Stands)
            {
                Forget(hold.Id);
            }
        }

        return holds;
    }

    /// <inheritdoc/>
    protected override void OnChange(Hold? old, Hold? now)
    {
        var hold = (now ?? old)!;
        var limits = _limits.Of(TenantScopedId.TenantOf(hold.Id.Value));
        if (now is { Stands: true })
        {
            limits.Add(hold.Limit);
        }
        else
        {
            limits.Remove(hold.Limit);
        }
    }

    private IReadOnlyList<HoldLimit> ReadPage(TenantId tenant, HoldLimit? after, int count)
    {
        var page = _book.Source.HoldsByLimit(tenant, after, count);
        foreach (var limit in page)
        {
            // A hold that ended in memory may still be open in the database.
            if (Known(limit.Hold) is null)
            {
                _limits.Of(tenant).Add(limit);
            }
        }

        return page;
    }
}

/// <summary>A book's usage records, also found by the operation key that a record carries itself.</summary>
internal sealed class ChargeSection(Book book) : Section<ChargeId, Charge>(static charge => charge.Id, id => book.Source.FindCharge(id))
{
    private readonly Dictionary<(TenantId, Hash128), ChargeId> _byKey = [];

    /// <summary>The usage record that carries a key itself, or null.</summary>
    public Charge? FindByKey(TenantId tenant, Hash128 key) =>
        _byKey.TryGetValue((tenant, key), out var id) ? Known(id) : book.Source.FindChargeByKey(tenant, key);

    /// <inheritdoc/>
    protected override void OnChange(Charge? old, Charge? now)
    {
        if ((now ?? old)!.Mark is not { } mark)
        {
            return;
        }

        var place = (TenantScopedId.TenantOf((now ?? old)!.Id.Value), mark.Key);
        if (now is null)
        {
            _byKey.Remove(place);
        }
        else
        {
            _byKey[place] = now.Id;
        }
    }
}
