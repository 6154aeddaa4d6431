using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ledger;

/// <summary>Keys are kept for ever: what makes two requests the same has the same bytes in every version.</summary>
public sealed class FingerprintTests
{
    private static readonly TenantId Tenant = new(1);
    private static readonly DateTimeOffset At = DateTimeOffset.Parse("2026-01-02T03:04:05Z", System.Globalization.CultureInfo.InvariantCulture);

    private static readonly UsageFacts Facts = new()
    {
        Workspace = new NamedAccount(new(TenantScopedId.Compose(Tenant, 4)), "ATLAS"),
        Team = new AccountId(TenantScopedId.Compose(Tenant, 5)),
        User = "grace",
        Model = "m",
        ConsumerGroup = "g",
        IsPersonal = true,
        Tags = new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" },
        Tokens = new(9, 2, 4),
    };

    [Fact]
    public void Request_OfACharge_KeepsItsHash() => Assert.Equal("0148df206d661549d47810a65e4bfd43", HashOf(
        new ChargeUsage(Credits.FromMicroCredits(1_500_000), Facts, At) { Hold = new HoldId(7) }));

    [Fact]
    public void Request_OfAReservation_KeepsItsHash() => Assert.Equal("f116e1718e1ee4e969f388eca7bb034e", HashOf(
        new ReserveCredits(Credits.FromCredits(2), Facts, TimeSpan.FromMinutes(1)) { MaxOutputTokens = 11 }));

    [Fact]
    public void Request_OfASettlement_KeepsItsHash() => Assert.Equal("a3a9779d962a112176282b62a0eab313", HashOf(
        new SettleReservation(new(7), Credits.FromCredits(3)) { Model = "m2", Tokens = new(9, 2, 4), OccurredAt = At }));

    private static string HashOf(Movement movement)
    {
        var posting = new Posting { Tenant = Tenant, Movement = movement, Actor = "gateway", Key = new("k"), Reason = "r" };
        return Convert.ToHexStringLower(posting.Mark().Request.ToBytes());
    }
}
