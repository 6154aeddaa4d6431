using System.Net;
using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Sqlite;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Identity.Keys;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Identity.Keys;

/// <summary>Which keys are let in, for how long, and what stays on the record.</summary>
public sealed class KeyAccessTests : IAsyncLifetime
{
    private KeyApp _app = null!;

    public async Task InitializeAsync() => _app = await KeyApp.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Request_WithKey_IsLetInAndWithoutOneIsNot()
    {
        var (_, text) = await _app.CreateAsync(KeyScopes.WalletsRead);

        Assert.Equal(HttpStatusCode.OK, await _app.AskAsync(text));
        Assert.Equal(HttpStatusCode.Unauthorized, await _app.AskAsync(null));
        Assert.Equal(HttpStatusCode.Unauthorized, await _app.AskAsync("nonsense"));
        Assert.Equal(HttpStatusCode.Unauthorized, await _app.AskAsync(KeyText.Create(new KeyId(TenantScopedId.Compose(KeyApp.Tenant, 99)))));
    }

    [Fact]
    public async Task Request_KeyForAPage_IsNotSignedIn()
    {
        var (_, text) = await _app.CreateAsync((KeyScopes)31);
        using var client = _app.App.CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", text);

        using var page = await client.GetAsync(new Uri("/ledger", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
    }

    [Fact]
    public async Task Caller_OfAKey_IsItsTenantAndScopes()
    {
        var (id, text) = await _app.CreateAsync(KeyScopes.SpendWrite);
        await using var request = await _app.RequestAsync(text);
        var callers = request.ServiceProvider.GetRequiredService<ICurrentCaller>();

        var caller = await callers.RequireAsync(Permission.SpendCredits);

        Assert.Equal((KeyApp.Tenant, id, "key gateway"), (caller.Tenant, caller.Key, caller.Actor));
        Assert.True(caller.CanSee(new AccountId(TenantScopedId.Compose(KeyApp.Tenant, 5))));
        Assert.False(caller.CanSee(new AccountId(TenantScopedId.Compose(new TenantId(2), 5))));
    }

    [Theory]
    [InlineData(Permission.ReadBooks)]
    [InlineData(Permission.ReadUsage)]
    [InlineData(Permission.MoveCredits)]
    [InlineData(Permission.ManageKeys)]
    public async Task Caller_WrongScope_IsRefusedAndOnTheRecord(Permission permission)
    {
        var (_, text) = await _app.CreateAsync(KeyScopes.SpendWrite);
        await using var request = await _app.RequestAsync(text);
        var callers = request.ServiceProvider.GetRequiredService<ICurrentCaller>();

        var refused = await Assert.ThrowsAsync<AccessRefusedException>(() => callers.RequireAsync(permission));

        Assert.Equal(AccessRefusal.Forbidden, refused.Refusal);
        await Wait.UntilAsync(async () => await _app.RecordAsync(AuditActions.AccessRefused) is
            [{ Actor: "key gateway" } only] && only.Subject == permission.ToString());
    }

    [Fact]
    public async Task Refusals_OfOneKind_AreCountedWithinAMinute()
    {
        var (_, text) = await _app.CreateAsync(KeyScopes.SpendWrite);
        await using var request = await _app.RequestAsync(text);
        var callers = request.ServiceProvider.GetRequiredService<ICurrentCaller>();
        for (var i = 0; i < 5; i++)
        {
            await Assert.ThrowsAsync<AccessRefusedException>(() => callers.RequireAsync(Permission.ReadBooks));
        }

        _app.Clock.Advance(RefusedAccess.Window);

        await Wait.UntilAsync(async () => await _app.RecordAsync(AuditActions.AccessRefused) is
            [{ After: null }, { After: "4 more within a minute" }]);
    }

    [Fact]
    public async Task Revoke_KeyInUse_EndsAtOnce()
    {
        var (id, text) = await _app.CreateAsync(KeyScopes.WalletsRead);
        Assert.Equal(HttpStatusCode.OK, await _app.AskAsync(text));

        Assert.Null((await _app.Changes.RevokeAsync(id)).Problem);

        Assert.Equal(HttpStatusCode.Unauthorized, await _app.AskAsync(text));
        Assert.Equal(["gateway"], (await _app.RecordAsync(AuditActions.KeyRevoked)).Select(row => row.Subject));
        await Wait.UntilAsync(async () => await _app.RecordAsync(AuditActions.AccessRefused) is [{ Subject: "a key that has ended" }]);
    }

    [Fact]
    public async Task Revoke_ByAnotherProcess_EndsAtOnce()
    {
        var (id, text) = await _app.CreateAsync(KeyScopes.WalletsRead);
        Assert.Equal(HttpStatusCode.OK, await _app.AskAsync(text));

        await _app.Service<DatabaseWrites>().WriteAsync(KeyApp.Tenant, async context =>
            (await context.ApiKeys.SingleAsync(row => row.Id == id.Value)).RevokedAt = _app.Clock.GetUtcNow());

        Assert.Equal(HttpStatusCode.Unauthorized, await _app.AskAsync(text));
    }

    [Fact]
    public async Task Expiry_WhenItComes_EndsTheKey()
    {
        var (_, text) = await _app.CreateAsync(KeyScopes.WalletsRead, expiresAt: _app.Clock.GetUtcNow().AddDays(1));
        Assert.Equal(HttpStatusCode.OK, await _app.AskAsync(text));

        _app.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(HttpStatusCode.Unauthorized, await _app.AskAsync(text));
    }

    [Fact]
    public async Task Rotate_WithOverlap_BothAreGoodUntilItEnds()
    {
        var (id, old) = await _app.CreateAsync(KeyScopes.WalletsRead);

        var renewed = (await _app.Changes.RotateAsync(id, TimeSpan.FromHours(1))).Text;

        Assert.Equal(HttpStatusCode.OK, await _app.AskAsync(old));
        Assert.Equal(HttpStatusCode.OK, await _app.AskAsync(renewed));
        _app.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.Unauthorized, await _app.AskAsync(old));
        Assert.Equal(HttpStatusCode.OK, await _app.AskAsync(renewed));
    }

    [Fact]
    public async Task Rotate_WithoutOverlapOrTwice_TheOldestEndsAtOnce()
    {
        var (id, first) = await _app.CreateAsync(KeyScopes.WalletsRead);
        var second = (await _app.Changes.RotateAsync(id, TimeSpan.FromDays(7))).Text;
        var third = (await _app.Changes.RotateAsync(id, TimeSpan.FromDays(7))).Text;
        Assert.Equal(HttpStatusCode.Unauthorized, await _app.AskAsync(first));
        Assert.Equal(HttpStatusCode.OK, await _app.AskAsync(second));

        await _app.Changes.EndOldAsync(id);

        Assert.Equal(HttpStatusCode.Unauthorized, await _app.AskAsync(second));
        Assert.Equal(HttpStatusCode.OK, await _app.AskAsync(third));
        var fourth = (await _app.Changes.RotateAsync(id, TimeSpan.Zero)).Text;
        Assert.Equal(HttpStatusCode.Unauthorized, await _app.AskAsync(third));
        Assert.Equal(HttpStatusCode.OK, await _app.AskAsync(fourth));
    }

    [Fact]
    public async Task LastUsed_ManyRequests_IsWrittenOnceAMinute()
    {
        var (id, text) = await _app.CreateAsync(KeyScopes.WalletsRead);
        var start = _app.Clock.GetUtcNow();
        await _app.AskAsync(text);
        await Wait.UntilAsync(async () => (await _app.RowAsync(id)).LastUsedAt == start);

        _app.Clock.Advance(KeyUse.Interval - TimeSpan.FromSeconds(1));
        await _app.AskAsync(text);
        Assert.Equal(start, (await _app.RowAsync(id)).LastUsedAt);
        _app.Clock.Advance(TimeSpan.FromSeconds(1));
        await _app.AskAsync(text);

        await Wait.UntilAsync(async () => (await _app.RowAsync(id)).LastUsedAt == start + KeyUse.Interval);
    }

    [Fact]
    public async Task Database_AfterUse_HoldsNoKey()
    {
        var (id, text) = await _app.CreateAsync(KeyScopes.WalletsRead);
        var row = await _app.RowAsync(id);

        Assert.Equal(KeyText.HashOf(text), row.Hash);
        var secret = text.Split('_')[^1];
        var file = await File.ReadAllBytesAsync(_app.Service<DatabaseLocation>().File + "-wal");
        Assert.Equal(-1, file.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(secret)));
    }

    [Fact]
    public async Task Add_NameInUse_IsRefusedUntilThatKeyIsRevoked()
    {
        var (id, _) = await _app.CreateAsync(KeyScopes.WalletsRead);
        var again = new NewKey(" GATEWAY ", KeyScopes.SpendWrite);

        Assert.Equal(KeyRefusal.NameTaken, (await _app.Changes.CreateAsync(again)).Refusal);
        await _app.Changes.RevokeAsync(id);

        Assert.Null((await _app.Changes.CreateAsync(again)).Refusal);
        Assert.Equal(KeyRefusal.KeyEnded, (await _app.Changes.RotateAsync(id, TimeSpan.Zero)).Refusal);
    }

    [Fact]
    public async Task Change_AnotherTenantsKey_IsNotFound()
    {
        var foreign = new KeyId(TenantScopedId.Compose(new TenantId(2), 1));

        Assert.Equal(KeyRefusal.KeyUnknown, (await _app.Changes.RevokeAsync(foreign)).Refusal);
        Assert.Equal(KeyRefusal.KeyUnknown, (await _app.Changes.RotateAsync(foreign, TimeSpan.Zero)).Refusal);
    }
}
