using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model.Spending;
using Bluebear.Dashboard.Features.Denials;
using Bluebear.Dashboard.Features.Spending;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Modes;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Ledger.Prices;
using Bluebear.Dashboard.Live;
using Bluebear.Dashboard.Scheduling;
using Bluebear.Dashboard.Tests.Data;
using Bluebear.Dashboard.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Denials;

/// <summary>Denied requests: kept with what explains them, bounded, and listed for those who may see them.</summary>
public sealed class DenialsTests : FeatureComponents
{
    private readonly ManualClock _clock = new(new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));
    private readonly DenialFeed _feed = new(NullLogger<DenialFeed>.Instance);
    private AccountId _atlas;
    private AccountId _boreas;

    private protected override TimeProvider Clock => _clock;

    private protected override async Task SetUpAsync()
    {
        await Stage.Database.PostAsync(new SwitchCreditMode(CreditMode.WorkspaceBudget));
        _atlas = await Stage.OpenAsync("Atlas", 40);
        _boreas = await Stage.OpenAsync("Boreas", 5);
        Services.AddSingleton(_feed).AddDenials();
    }

    [Fact]
    public async Task List_ADeniedRequest_HasItsFactsAndWhatWasLacking()
    {
        await DenyAsync(new() { Workspace = _atlas, User = "ada", Model = "gpt-9", Tokens = new(900, 100, 300) }, 50);

        var denial = Assert.Single((await ListAsync()).Rows);
        Assert.Equal(("Atlas", "Atlas", "ada", "gpt-9"), (denial.Limiting!.Name, denial.Workspace!.Name, denial.User, denial.Model));
        Assert.Equal((Credits.FromCredits(50), Credits.FromCredits(10), 1), (denial.Amount, denial.Shortfall, denial.Times));
        Assert.Equal((new TokenCounts(900, 100, 300), _clock.GetUtcNow()), (denial.Tokens, denial.LastAt));
    }

    [Fact]
    public async Task List_TheSameAgainWithinAnHour_IsOneRowThatCounts()
    {
        var first = _clock.GetUtcNow();
        await DenyAsync(new() { Workspace = _atlas, User = "ada" }, 50);
        _clock.Advance(TimeSpan.FromMinutes(59));
        await DenyAsync(new() { Workspace = _atlas, User = "ada" }, 60);
        await DenyAsync(new() { Workspace = _atlas, User = "ben" }, 50);
        _clock.Advance(TimeSpan.FromMinutes(2));
        await DenyAsync(new() { Workspace = _atlas, User = "ada" }, 50);

        var list = await ListAsync();

        Assert.Equal([("ada", 1), ("ben", 1), ("ada", 2)], list.Rows.Select(static row => (row.User!, (int)row.Times)));
        Assert.Equal((first, Credits.FromCredits(20)), (list.Rows[2].FirstAt, list.Rows[2].Shortfall));
        Assert.Equal((3, 4L, 4L), (list.Found, list.Times, Assert.Single(list.ByAccount).Times));
    }

    [Fact]
    public async Task Note_MoreDifferentOnesThanCanWait_CountsTheOthersWithoutFacts()
    {
        var refusal = await RefusalAsync(new() { Workspace = _atlas }, 50);
        await NoteAsync(notes =>
        {
            for (var number = 0; number < DenialNotes.MostWaiting + 5; number++)
            {
                notes.Note(Stage.Caller.Caller!, new() { Workspace = _atlas, User = $"user-{number}" }, Credits.FromCredits(50), false, refusal);
            }
        });

        var list = await ListAsync();

        Assert.Equal((DenialNotes.MostWaiting + 1, DenialNotes.MostWaiting + 5L), (list.Found, list.Times));
        var others = Assert.Single((await Services.GetRequiredService<ListDenials>().ListAsync(null, null, 1_000)), static row => row.User is null);
        Assert.Equal((5L, "several callers", "Atlas"), (others.Times, others.AskedBy, others.Limiting!.Name));
    }

    [Fact]
    public async Task Note_AfterTheirLifetime_RemovesOldOnes()
    {
        await DenyAsync(new() { Workspace = _atlas, User = "ada" }, 50);
        _clock.Advance(DenialNotes.Lifetime + TimeSpan.FromSeconds(1));
        await DenyAsync(new() { Workspace = _atlas, User = "ben" }, 50);

        Assert.Equal("ben", Assert.Single((await ListAsync()).Rows).User);
    }

    [Fact]
    public async Task Note_MoreRowsThanAreKept_CountsAgainWhatMadeRoom()
    {
        await DenyAsync(new() { Workspace = _atlas, User = "ada" }, 50);
        await Stage.Database.Get<DatabaseWrites>().WriteAsync(TestDatabase.Tenant, context =>
        {
            context.Denials.Add(new()
            {
                Id = TenantScopedId.Compose(TestDatabase.Tenant, DenialNotes.MostRows + 1),
                TenantId = TestDatabase.Tenant.Value,
                Digest = "other",
                Reason = DenialReason.CreditsExhausted,
                AskedBy = "a key",
                FirstAt = _clock.GetUtcNow(),
                LastAt = _clock.GetUtcNow(),
                Times = 1,
            });
            return Task.CompletedTask;
        });

        await DenyAsync(new() { Workspace = _atlas, User = "ada" }, 50);

        Assert.Equal([1L, 1], (await ListAsync()).Rows.Select(static row => row.Times));
    }

    [Fact]
    public async Task Note_OtherRefusals_AreNoDenials()
    {
        var refusal = new Refusal(RefusalReason.NoPrice, Field: "amount");
        await NoteAsync(notes => notes.Note(Stage.Caller.Caller!, new() { Workspace = _atlas }, Credits.Zero, true, refusal));

        Assert.Empty((await ListAsync()).Rows);
    }

    [Fact]
    public async Task List_ATeamLead_SeesOnlyWhatConcernsTheirs()
    {
        await DenyAsync(new() { Workspace = _atlas, User = "ada" }, 50);
        await DenyAsync(new() { Workspace = _boreas, User = "ben" }, 50);
        Stage.ActAs(Role.TeamLead, _boreas);

        var list = await ListAsync();

        Assert.Equal(("ben", false, "Boreas"), (Assert.Single(list.Rows).User, list.CanExplain, Assert.Single(list.ByAccount).Account!.Name));
        Assert.Empty((await ListAsync(new() { Account = _atlas })).Rows);
    }

    [Fact]
    public async Task List_AnotherTenant_SeesNone()
    {
        await DenyAsync(new() { Workspace = _atlas }, 50);
        Stage.Caller.Caller = Stage.Caller.Caller! with { Tenant = new(2) };

        await using var context = Stage.Database.Contexts.CreateDbContext();
        context.Tenant = new(2);
        Assert.Empty(context.Denials);
        Assert.Empty(await Services.GetRequiredService<ListDenials>().ListAsync(null, null, 10));
    }

    [Fact]
    public async Task Page_ADenial_SaysWhyAndLeadsToTheQuestionFilledIn()
    {
        await DenyAsync(new() { Workspace = _atlas, User = "ada", Model = "gpt-9", Tokens = new(900, 100) }, 50);

        var page = RenderPage("");

        Assert.Contains("Atlas lacks 10.00 cr.", page.Markup, StringComparison.Ordinal);
        var href = page.FindAll("a").First(static link => link.TextContent == "Who pays?").GetAttribute("href");
        Assert.Equal($"/policies?workspace={PublicId.Format(PublicId.Account, _atlas.Value)}&user=ada&model=gpt-9&input=900&output=100&amount=50", href);
    }

    [Fact]
    public async Task Page_WhatIsDeniedMeanwhile_ComesByItself()
    {
        var page = RenderPage("", "No request was denied");

        await DenyAsync(new() { Workspace = _atlas, User = "<b>ada</b>" }, 50);

        page.WaitForAssertion(() => Assert.Contains("&lt;b&gt;ada&lt;/b&gt;", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_Filters_AreInTheAddressAndNarrowTheList()
    {
        await DenyAsync(new() { Workspace = _atlas, User = "ada" }, 50);
        await DenyAsync(new() { Workspace = _boreas, User = "ben" }, 50);

        Assert.Equal(2, RenderPage("").FindAll("tbody tr a").Count(static link => link.TextContent == "Who pays?"));
        Assert.DoesNotContain("ada", RenderPage("?q=ben").Find(".bb-table-wrap").TextContent, StringComparison.Ordinal);
        var ofAtlas = RenderPage($"?account={PublicId.Format(PublicId.Account, _atlas.Value)}");
        Assert.Contains("Of Atlas only", ofAtlas.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("ben", ofAtlas.Find(".bb-table-wrap").TextContent, StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromDays(2));
        Assert.Contains("No denied request matches", RenderPage("?days=1", "No denied request matches").Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_BeyondTheLast_ShowsTheLast()
    {
        await DenyAsync(new() { Workspace = _atlas, User = "ada" }, 50);

        Assert.Contains("ada", RenderPage("?page=99").Markup, StringComparison.Ordinal);
    }

    private Task<DenialList> ListAsync(DenialQuery? query = null) => Services.GetRequiredService<ListDenials>().RunAsync(query ?? new());

    private IRenderedComponent<DenialsPage> RenderPage(string query, string? expected = null)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/denials{query}");
        var page = Render<DenialsPage>();
        page.WaitForAssertion(() => Assert.Contains(expected ?? "Denied requests, the latest first", page.Markup, StringComparison.Ordinal));
        return page;
    }

    private async Task DenyAsync(UsageFacts facts, long credits)
    {
        var refusal = await RefusalAsync(facts, credits);
        await NoteAsync(notes => notes.Note(Stage.Caller.Caller!, facts, Credits.FromCredits(credits), false, refusal));
    }

    private async Task<Refusal> RefusalAsync(UsageFacts facts, long credits) =>
        Assert.IsType<PostingResult.Refused>(await Stage.Database.Ledger.PostAsync(
            TestDatabase.Posting(new ReserveCredits(Credits.FromCredits(credits), facts)))).Refusal;

    // What would be written after a while is written at once.
    private async Task NoteAsync(Action<DenialNotes> note)
    {
        var notes = new DenialNotes(Stage.Database.Get<DatabaseWrites>(), _feed, Stage.Database.Get<DueWorkBell>(), _clock);
        note(notes);
        await notes.DoAsync(new(TestDatabase.Tenant, _clock.GetUtcNow()), null, default);
    }
}
