using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Features;
using Bluebear.Dashboard.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Delivery;

/// <summary>Events are part of the commit that writes them, and are numbered by tenant.</summary>
public sealed class OutboxTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private TestDatabase _database = null!;

    public async Task InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public Task DisposeAsync() => _database.DisposeAsync().AsTask();

    [Fact]
    public async Task Add_SeveralInSeveralCommits_AreNumberedByTenant()
    {
        await AddAsync(1, "one", "two");
        await AddAsync(2, "other");
        await AddAsync(1, "three");

        Assert.Equal([(1, 1L, "one"), (1, 2L, "two"), (1, 3L, "three"), (2, 1L, "other")], await StoredAsync());
    }

    [Fact]
    public async Task Add_InACommitThatIsUndone_LeavesNothing()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => _database.Get<DatabaseWrites>().WriteAsync(new TenantId(1), context =>
        {
            Outbox.Add(context, new(1), Event("lost"), Now);
            throw new InvalidOperationException();
        }));

        Assert.Empty(await StoredAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t")]
    public async Task Add_WithoutASubject_IsNamedByItsType(string subject)
    {
        await AddAsync(1, subject);

        Assert.Equal("alert.raised", Assert.Single(await StoredAsync()).Subject);
    }

    [Fact]
    public async Task Add_ALongSubject_IsCutBetweenCharacters()
    {
        await AddAsync(1, new string('x', 499) + "\U0001F43B tail");

        Assert.Equal(new string('x', 499), Assert.Single(await StoredAsync()).Subject);
    }

    private Task AddAsync(int tenant, params string[] subjects) => _database.Get<DatabaseWrites>().WriteAsync(new TenantId(tenant), context =>
    {
        foreach (var subject in subjects)
        {
            Outbox.Add(context, new(tenant), Event(subject), Now);
        }

        return Task.CompletedTask;
    });

    private static OutboxEvent Event(string subject) =>
        new(OutboxTypes.AlertRaised, subject, """{"id": "x"}""") { Severity = "critical", Kind = "exhausted" };

    private async Task<List<(int Tenant, long Number, string Subject)>> StoredAsync()
    {
        await using var context = await _database.Contexts.CreateDbContextAsync();
        var rows = await context.OutboxEvents.IgnoreQueryFilters().OrderBy(static row => row.Id).ToListAsync();
        return rows.ConvertAll(static row => (row.TenantId, TenantScopedId.NumberOf(row.Id), row.Subject));
    }
}
