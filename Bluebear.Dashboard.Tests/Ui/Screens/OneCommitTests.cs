using System.Data.Common;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Features.Overview;
using Bluebear.Dashboard.Features.Workspaces.Listing;
using Bluebear.Dashboard.Tests.Data;
using Bluebear.Dashboard.Tests.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ui.Screens;

/// <summary>The figures of a page are of one commit, whenever another one comes while they are read.</summary>
public sealed class OneCommitTests : IAsyncLifetime
{
    private FeatureStage _stage = null!;
    private ServiceProvider _reading = null!;
    private AccountId _atlas;

    public static TheoryData<int> Statements => [1, 2, 3, 4, 5, 6, 7, 8];

    private IDbContextFactory<BluebearDbContext> Contexts => _reading.GetRequiredService<IDbContextFactory<BluebearDbContext>>();

    public async Task InitializeAsync()
    {
        _stage = await FeatureStage.CreateAsync();
        _atlas = await _stage.OpenAsync("Atlas", 30);
    }

    public async Task DisposeAsync()
    {
        await _reading.DisposeAsync();
        await _stage.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Statements))]
    public async Task Overview_CommitBetweenTwoStatements_FiguresAddUp_H8(int statement)
    {
        CommitAfter(statement);

        var (figures, _) = await new ReadOverview(_stage.Caller, Contexts, new(TimeProvider.System), Reach.Unset, TimeProvider.System).RunAsync(30);

        Assert.Equal(Credits.FromCredits(10_000), Credits.Sum([figures.Available, figures.Allocated, figures.SpentThisMonth]));
        Assert.Equal(figures.Available + figures.Allocated, figures.Purchases!.Left);
    }

    [Theory]
    [MemberData(nameof(Statements))]
    public async Task Workspaces_CommitBetweenTwoStatements_FiguresAddUp_H8(int statement)
    {
        CommitAfter(statement);

        var list = await new ListWorkspaces(_stage.Caller, Contexts, _stage.Database.Get<AccountDirectory>(), new(TimeProvider.System), TimeProvider.System)
            .LoadAsync(includeDeleted: false);

        Assert.Equal(Credits.FromCredits(10_000), Credits.Sum(list.Rows.SelectMany(row => new[] { row.Available, row.SpentOnlyHere })));
    }

    private void CommitAfter(int statement) => _reading = TestDatabase.Services(
        _stage.Database.File, null, new AfterStatement(statement, () => _stage.UseAsync(_atlas, 5, TimeProvider.System.GetUtcNow())));

    private sealed class AfterStatement(int number, Func<Task> act) : DbCommandInterceptor
    {
        private int _count;

        public override async ValueTask<DbDataReader> ReaderExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        {
            if (++_count == number)
            {
                await act();
            }

            return result;
        }
    }
}
