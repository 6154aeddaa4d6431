using Bluebear.Dashboard.Features.History;
using Microsoft.AspNetCore.WebUtilities;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.History;

public class LedgerQueryTests
{
    private static readonly string Account = PublicId.Format(PublicId.Account, TenantScopedId.Compose(new(1), 3));
    private static readonly string Transfer = PublicId.Format(PublicId.Transfer, TenantScopedId.Compose(new(1), 7));

    public static TheoryData<string, LedgerQuery> Addresses() => new()
    {
        { "/ledger", new() },
        { $"/ledger?type=allocation-in&account={Account}", new() { Type = "allocation-in", Account = Account } },
        { "/ledger?from=2026-11-01&to=2026-11-30", new() { From = "2026-11-01", To = "2026-11-30" } },
        { "/ledger?search=50%25%20%26%20more%3F", new() { Search = "50% & more?" } },
        { $"/ledger?show=people&group={Transfer}", new() { Show = "people", Group = Transfer } },
        { $"/ledger?before={Transfer}&open={Transfer}", new() { Before = Transfer, Open = Transfer } },
    };

    [Theory]
    [MemberData(nameof(Addresses))]
    public void ToUrl_OfAQuery_IsReadAsTheSameQuery(string url, LedgerQuery query)
    {
        Assert.Equal(url, query.ToUrl());
        var parts = QueryHelpers.ParseQuery(new Uri("http://x" + url).Query);
        string? Part(string name) => parts.TryGetValue(name, out var value) ? value.ToString() : null;
        Assert.Equal(query, new()
        {
            Show = Part("show"),
            Type = Part("type"),
            Account = Part("account"),
            From = Part("from"),
            To = Part("to"),
            Search = Part("search"),
            Before = Part("before"),
            After = Part("after"),
            Group = Part("group"),
            Open = Part("open"),
        });
    }

    [Fact]
    public void Read_ADirectionWithoutAnAccount_MeansEitherWay() =>
        Assert.Equal(new TransferKind(TransferType.Allocation), LedgerFilter.Read(new() { Type = "allocation-out" }).Filter.Kind);

    [Fact]
    public void Read_WhatCannotBeRead_NamesEachPart()
    {
        var (_, problems) = LedgerFilter.Read(new() { Show = "some", Type = "gift", Account = "acc_1", From = "1.11.2026", To = "2026-02-30", Search = new('x', 256) });

        Assert.Equal(["show", "type", "account", "from", "to", "search"], problems.All.Select(problem => problem.Key));
    }

    [Theory]
    [InlineData("2026-11-01", "2026-10-31T23:00:00Z", "2026-11-01T23:00:00Z")]
    [InlineData("2026-03-29", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z")]
    [InlineData("2026-11-01T09:30:00Z", "2026-11-01T09:30:00Z", "2026-11-01T09:30:00Z")]
    [InlineData("2026-11-01T09:30:00.123456+01:00", "2026-11-01T08:30:00.123456Z", "2026-11-01T08:30:00.123456Z")]
    public void TryParse_ADayOrAnInstant_SpansWhatItSays(string text, string start, string end)
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

        Assert.True(BookBound.TryParse(text, out var bound));
        Assert.Equal(DateTimeOffset.Parse(start, null), bound.Start(berlin));
        Assert.Equal(DateTimeOffset.Parse(end, null), bound.End(berlin));
        Assert.True(BookBound.TryParse(bound.ToString(), out var again));
        Assert.Equal(bound, again);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-11")]
    [InlineData("11/01/2026")]
    [InlineData("2026-11-31")]
    [InlineData("2026-11-01T09:30:00")]
    [InlineData("9999-12-31")]
    [InlineData("0001-01-01")]
    public void TryParse_AnythingElse_IsRefused(string text) => Assert.False(BookBound.TryParse(text, out _));
}
