using Bluebear.Dashboard.Identity.SignIn;
using Xunit;

namespace Bluebear.Dashboard.Tests.Identity;

public class PasswordRulesTests
{
    private const string Email = "ada.lovelace@northwind.example";

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("seven77")]
    [InlineData("password")]
    [InlineData("PassWord")]
    [InlineData("1234567890")]
    [InlineData("qwertyuiop")]
    [InlineData("zzzzzzzzzzzzzzzz")]
    [InlineData("ada.lovelace")]
    [InlineData("ADA.lovelace@northwind.example")]
    public void ProblemWith_WeakPassword_SaysWhat(string? password) =>
        Assert.NotNull(PasswordRules.ProblemWith(password, Email));

    [Theory]
    [InlineData("correct horse battery staple")]
    [InlineData("kein grund zur sorge ☂")]
    [InlineData("nzxqvbtw")]
    public void ProblemWith_UncommonPassword_NothingWhateverItIsMadeOf(string password) =>
        Assert.Null(PasswordRules.ProblemWith(password, Email));

    [Fact]
    public void ProblemWith_SixtyFourCharacters_Nothing() =>
        Assert.Null(PasswordRules.ProblemWith(string.Concat(Enumerable.Repeat("bluebear", 8)), Email));

    [Fact]
    public void ProblemWith_GeneratedPassword_Nothing() =>
        Assert.Null(PasswordRules.ProblemWith(GeneratedPassword.Create(), Email));

    [Fact]
    public void Count_OfCommonPasswords_IsAtLeastThreeThousand() => Assert.True(CommonPasswords.Count >= 3000);
}
