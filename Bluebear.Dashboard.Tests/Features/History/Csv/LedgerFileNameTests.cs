using Bluebear.Dashboard.Features.History;
using Bluebear.Dashboard.Features.History.Csv;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.History.Csv;

public class LedgerFileNameTests
{
    private static readonly DateOnly Today = new(2026, 11, 30);

    [Theory]
    [InlineData("", null, "ledger-2026-11-30.csv")]
    [InlineData("type=settlement&from=2026-11-01&to=2026-11-30", null, "ledger-settlement-2026-11-01-to-2026-11-30.csv")]
    [InlineData("show=people&from=2026-11-01", null, "ledger-people-from-2026-11-01-2026-11-30.csv")]
    [InlineData("to=2026-10-31&search=INV 12", null, "ledger-inv-12-to-2026-10-31.csv")]
    [InlineData("from=2026-11-04&to=2026-11-04", "Rückgaben & Désk", "ledger-ruckgaben-desk-2026-11-04.csv")]
    [InlineData("", "../../etc/passwd\r\n\"x\"", "ledger-etc-passwd-x-2026-11-30.csv")]
    [InlineData("", "営業", "ledger-account-2026-11-30.csv")]
    [InlineData("from=2026-11-01T00:00:00Z&to=2026-11-03T00:00:00Z", null, "ledger-2026-11-01-to-2026-11-02.csv")]
    public void Of_AFilter_SaysWhatIsInTheFile_A34(string query, string? account, string name)
    {
        var parts = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query);
        string? Part(string key) => parts.TryGetValue(key, out var value) ? value.ToString() : null;
        var filter = LedgerFilter.Read(new() { Show = Part("show"), Type = Part("type"), From = Part("from"), To = Part("to"), Search = Part("search") }).Filter;

        Assert.Equal(name, LedgerFileName.Of(filter, account, Today, TimeZoneInfo.Utc));
    }

    [Fact]
    public void Of_ALongName_IsCut_A34() =>
        Assert.Equal("ledger-" + new string('x', 40) + "-2026-11-30.csv", LedgerFileName.Of(new(), new string('X', 100), Today, TimeZoneInfo.Utc));
}
