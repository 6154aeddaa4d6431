using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ledger;

/// <summary>What people type: references that can stand in an address, and names that do not turn what stands around them.</summary>
public class TypedTextTests
{
    [Theory]
    [InlineData("a", true)]
    [InlineData("Team_7.prod-eu:x@y", true)]
    [InlineData("Büro", true)]
    [InlineData("a..b", true)]
    [InlineData("wal_short", true)]
    [InlineData("", false)]
    [InlineData(".", false)]
    [InlineData("..", false)]
    [InlineData("a/b", false)]
    [InlineData("a b", false)]
    [InlineData("a%2Fb", false)]
    [InlineData("a?b", false)]
    [InlineData("a#b", false)]
    [InlineData("a\\b", false)]
    [InlineData("a\u202Eb", false)]
    [InlineData("wal_0000000000000", false)]
    [InlineData("WAL_0123456789ABC", false)]
    [InlineData("tfr_zzzzzzzzzzzzz", false)]
    public void Ref_OfItsForm_IsTakenAndNothingElse_X14(string text, bool isRight) => Assert.Equal(isRight, AccountRefs.IsWellFormed(text));

    [Fact]
    public void Ref_OfALength_EndsAt255_X14()
    {
        Assert.True(AccountRefs.IsWellFormed(new string('a', 255)));
        Assert.False(AccountRefs.IsWellFormed(new string('a', 256)));
    }

    [Fact]
    public void Ref_LikeAnyPublicId_IsRefused_X14() =>
        Assert.All(new[] { PublicId.Account, PublicId.Transfer, PublicId.Purchase, PublicId.Charge, PublicId.Hold, PublicId.Tenant, PublicId.Budget, PublicId.Person },
            prefix => Assert.False(AccountRefs.IsWellFormed(PublicId.Format(prefix, 4711))));

    [Theory]
    [InlineData("\u202A")]
    [InlineData("\u202E")]
    [InlineData("\u2066")]
    [InlineData("\u2069")]
    [InlineData("\u200B")]
    [InlineData("\u200E")]
    [InlineData("\u200F")]
    [InlineData("\u061C")]
    [InlineData("\u00AD")]
    [InlineData("\u2028")]
    [InlineData("\u2060")]
    [InlineData("\uFEFF")]
    [InlineData("\U000E0041")]
    [InlineData("\u0007")]
    [InlineData("\u0085")]
    public void Name_WithAnInvisibleControl_IsNotTyped_G27(string control) => Assert.False(InternedText.IsPrintable($"Atlas{control}7"));

    [Theory]
    [InlineData("Büro Köln")]
    [InlineData("שלום עולם")]
    [InlineData("می\u200Cخواهم")]
    [InlineData("👩\u200D💻")]
    public void Name_OfAnyLanguage_IsTyped_G27(string name) => Assert.True(InternedText.IsPrintable(name));

    [Fact]
    public void OpenAndRename_WithAMarkOfDirection_AreRefusedNamingTheField_G27()
    {
        var bench = new LedgerBench();
        var atlas = bench.Open("Atlas");
        Assert.Equal((RefusalReason.InvalidText, "name"), Reason(bench.Refuse(new OpenAccount(AccountKinds.Workspace, "At\u202Elas"))));
        Assert.Equal((RefusalReason.InvalidText, "name"), Reason(bench.Refuse(new ChangeAccount(atlas, Name: "At\u2066las"))));
        Assert.Equal((RefusalReason.InvalidText, "ref"), Reason(bench.Refuse(new ChangeAccount(atlas, Ref: "a/b"))));
    }

    private static (RefusalReason Reason, string? Field) Reason(Refusal refusal) => (refusal.Reason, refusal.Field);
}
