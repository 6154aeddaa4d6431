using System.Globalization;
using Bluebear.Dashboard.Features.Workspaces.Listing;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Workspaces.Listing;

public class WorkspaceQueryTests
{
    private static readonly DateOnly Today = new(2026, 3, 29);
    private static readonly WorkspaceRow[] Rows =
    [
        Row(3, "Zeta", available: 5), Row(2, "Atlas", available: 50), Row(4, "beta", available: 0),
        Row(1, "Primary Workspace", available: 1) with { IsPrimary = true },
        Row(5, "Gone", available: 0) with { IsDeleted = true },
    ];

    [Theory]
    [InlineData(null, "Primary Workspace,Atlas,beta,Zeta")]
    [InlineData("-name", "Primary Workspace,Zeta,beta,Atlas")]
    [InlineData("-available", "Primary Workspace,Atlas,Zeta,beta")]
    [InlineData("available", "Primary Workspace,beta,Zeta,Atlas")]
    [InlineData("password", "Primary Workspace,Atlas,beta,Zeta")]
    [InlineData("--name", "Primary Workspace,Atlas,beta,Zeta")]
    public void Apply_Sorted_KeepsThePrimaryWorkspaceFirst(string? sort, string expected) =>
        Assert.Equal(expected, Names(WorkspaceQuery.Parse(null, null, null, sort, null)));

    [Theory]
    [InlineData("eT", null, "beta,Zeta")]
    [InlineData(null, "exhausted", "beta")]
    [InlineData(null, "deleted", "Gone")]
    [InlineData(null, "nonsense", "Primary Workspace,Atlas,beta,Zeta")]
    public void Apply_Filtered_FindsWhatIsAskedFor(string? search, string? status, string expected) =>
        Assert.Equal(expected, Names(WorkspaceQuery.Parse(search, null, status, null, null)));

    [Theory]
    [InlineData("en-US")]
    [InlineData("sv-SE")]
    [InlineData("tr-TR")]
    [InlineData("")]
    public void Apply_OnAnyHost_SortsAndFindsAlike_H13(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            WorkspaceRow[] rows = [Row(2, "Zebra", 1), Row(3, "Ärger", 1), Row(4, "apple", 1), Row(5, "INDIGO", 1), Row(6, "co-op", 1), Row(7, "coop", 1)];
            Assert.Equal(["apple", "co-op", "coop", "INDIGO", "Zebra", "Ärger"],
                WorkspaceQuery.Parse(null, null, null, "name", null).Apply(rows, Today).Select(static row => row.Name));
            Assert.Equal(["INDIGO"], WorkspaceQuery.Parse("indi", null, null, null, null).Apply(rows, Today).Select(static row => row.Name));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void ToUrl_OfEverything_IsReadBackAlike()
    {
        var query = new WorkspaceQuery { Search = "a&b", Organization = "R & D", Status = "low", Sort = "-spent", Page = 3 };

        var values = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query.ToUrl().Split('?')[1]);
        var read = WorkspaceQuery.Parse(values["q"], values["organization"], values["status"], values["sort"],
            int.Parse(values["page"]!, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(query, read);
    }

    [Fact]
    public void ToUrl_OfTheDefault_IsBare() => Assert.Equal("/workspaces", new WorkspaceQuery().ToUrl());

    private static string Names(WorkspaceQuery query) => string.Join(',', query.Apply(Rows, Today).Select(row => row.Name));

    private static WorkspaceRow Row(long id, string name, long available) => new()
    {
        Id = new(id),
        Name = name,
        Available = Credits.FromCredits(available),
        Reference = Credits.FromCredits(50),
        HasAllocation = true,
    };
}
