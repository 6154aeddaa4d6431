using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Keys;
using Xunit;

namespace Bluebear.Dashboard.Tests.Identity.Keys;

public class KeyTextTests
{
    private static readonly KeyId Id = new(TenantScopedId.Compose(new TenantId(7), 3));

    [Fact]
    public void Create_AnyId_IsRecognizedAndNamesIt()
    {
        var text = KeyText.Create(Id);

        Assert.Matches("^bb_live_[0-9a-z]{13}_[0-9A-Za-z]{46}$", text);
        Assert.True(KeyText.TryReadId(text, out var read));
        Assert.Equal(Id, read);
        Assert.StartsWith(KeyText.Shown(Id, KeyText.HintOf(text))[..^1], text, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_Twice_IsNeverTheSame() => Assert.NotEqual(KeyText.Create(Id), KeyText.Create(Id));

    [Fact]
    public void TryReadId_OneCharacterChanged_IsNoKey()
    {
        var text = KeyText.Create(Id);
        Assert.All(Enumerable.Range(0, text.Length), place =>
        {
            var changed = text.ToCharArray();
            changed[place] = changed[place] == 'x' ? 'y' : 'x';
            Assert.False(KeyText.TryReadId(new string(changed), out _));
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData("bb_live_")]
    [InlineData("sk-live-0123456789")]
    public void TryReadId_Nonsense_IsNoKey(string text) => Assert.False(KeyText.TryReadId(text, out _));

    [Fact]
    public void KeyAnswer_Printed_DoesNotHoldTheKey() =>
        Assert.DoesNotContain("bb_live", new KeyAnswer(Id, KeyText.Create(Id)).ToString(), StringComparison.Ordinal);
}
