using System.Text;

namespace Bluebear.Dashboard.Ledger.Paying;

/// <summary>A path decision in the form that is stored with its transfer: as few bytes as it can be read back from.</summary>
/// <remarks>
/// Numbers have seven bits in each byte, lowest bits first. Version, result, limiting account (0 for none), shortfall; then the
/// steps (account, kind, outcome and rule in one byte, available credits) and the shares, each list after its length. Accounts
/// are their numbers within the tenant; the transfer has the tenant. Sealed with the transfer.
/// </remarks>
public sealed class DecisionTrace(ReadOnlyMemory<byte> bytes)
{
    private const byte Version = 1;
    private const byte Allowed = 1;
    private const byte Forbidden = 2;
    private const int RuleShift = 4;
    private const byte OtherKind = 0;

    // The positions are stored: add new kinds at the end.
    private static readonly string[] KnownKinds =
    [
        AccountKinds.Tenant, AccountKinds.Organization, AccountKinds.SharedPool, AccountKinds.Workspace, AccountKinds.Team, AccountKinds.User,
        "agent", "workflow", "cost-center", "customer",
    ];

    /// <summary>The stored bytes.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>Encodes a decision.</summary>
    public static DecisionTrace Of(PathDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        using var stream = new MemoryStream(96);
        using var writer = new BinaryWriter(stream);
        writer.Write(Version);
        writer.Write((byte)((decision.IsAllowed ? Allowed : 0) | (decision.IsForbidden ? Forbidden : 0)));
        Write(writer, decision.Limiting);
        writer.Write7BitEncodedInt64(decision.Shortfall.MicroCredits);
        writer.Write7BitEncodedInt(decision.Steps.Count);
        foreach (var step in decision.Steps)
        {
            Write(writer, step);
        }

        writer.Write7BitEncodedInt(decision.FundedBy.Count);
        foreach (var share in decision.FundedBy)
        {
            Write(writer, share.Account);
            writer.Write7BitEncodedInt64(share.Amount.MicroCredits);
        }

        return new(stream.ToArray());
    }

    /// <summary>Decodes the decision.</summary>
    /// <param name="tenant">The tenant of the transfer.</param>
    /// <exception cref="InvalidDataException">The bytes are of an unknown version, or were changed.</exception>
    public PathDecision Read(TenantId tenant)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes.ToArray()));
            return Read(reader, tenant);
        }
        catch (Exception problem) when (problem is IOException or FormatException or ArgumentException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("The decision of a transfer cannot be read.", problem);
        }
    }

    private static PathDecision Read(BinaryReader reader, TenantId tenant)
    {
        if (reader.ReadByte() is var version && version != Version)
        {
            throw new InvalidDataException($"A decision of version {version} is not known.");
        }

        var outcome = reader.ReadByte();
        var limiting = reader.Read7BitEncodedInt64();
        var shortfall = Credits.FromMicroCredits(reader.Read7BitEncodedInt64());
        var steps = new List<PathStep>();
        for (var count = reader.Read7BitEncodedInt(); count > 0; count--)
        {
            steps.Add(ReadStep(reader, tenant));
        }

        var shares = new List<PathShare>();
        for (var count = reader.Read7BitEncodedInt(); count > 0; count--)
        {
            shares.Add(new(Account(tenant, reader.Read7BitEncodedInt64()), Credits.FromMicroCredits(reader.Read7BitEncodedInt64())));
        }

        return new()
        {
            Steps = steps,
            FundedBy = shares,
            Limiting = limiting == 0 ? null : Account(tenant, limiting),
            Shortfall = shortfall,
            IsAllowed = (outcome & Allowed) != 0,
            IsForbidden = (outcome & Forbidden) != 0,
        };
    }

    private static void Write(BinaryWriter writer, AccountId? account) =>
        writer.Write7BitEncodedInt64(account is { } id ? TenantScopedId.NumberOf(id.Value) : 0);

    private static void Write(BinaryWriter writer, PathStep step)
    {
        Write(writer, step.Account);
        var known = Array.IndexOf(KnownKinds, step.Kind) + 1;
        writer.Write((byte)known);
        if (known == OtherKind)
        {
            var kind = Encoding.UTF8.GetBytes(step.Kind);
            writer.Write((byte)kind.Length);
            writer.Write(kind);
        }

        writer.Write((byte)((int)step.Outcome | ((int)step.OnExhausted << RuleShift)));
        writer.Write7BitEncodedInt64(step.Available.MicroCredits);
    }

    private static PathStep ReadStep(BinaryReader reader, TenantId tenant)
    {
        var account = Account(tenant, reader.Read7BitEncodedInt64());
        var kind = reader.ReadByte() is var known && known == OtherKind
            ? Encoding.UTF8.GetString(reader.ReadBytes(reader.ReadByte()))
            : KnownKinds[known - 1];
        var outcome = reader.ReadByte();
        return new(account, kind, Credits.FromMicroCredits(reader.Read7BitEncodedInt64()), (StepOutcome)(outcome & ((1 << RuleShift) - 1)))
        {
            OnExhausted = (OnExhausted)(outcome >> RuleShift),
        };
    }

    private static AccountId Account(TenantId tenant, long number) => new(TenantScopedId.Compose(tenant, number));
}
