using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Identity.Keys;
using Bluebear.Dashboard.Identity.People;
using Bluebear.Dashboard.Identity.Tenants;
using Bluebear.Dashboard.Tests.Hosting.Api;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Identity;

/// <summary>Names of companies, keys and people that turn what stands around them are refused in words.</summary>
public sealed class TypedNamesTests(ApiApp app) : IClassFixture<ApiApp>
{
    [Theory]
    [InlineData('\u202E')]
    [InlineData('\u2066')]
    [InlineData('\u200B')]
    public async Task Names_WithAMarkOfDirection_AreRefused_G27(char mark)
    {
        var stage = await ApiStage.CreateAsync(app.App);
        var key = await app.App.Services.GetRequiredService<AddKey>()
            .AddAsync(stage.Northwind, new NewKey($"gate{mark}way", KeyScopes.WalletsRead), AuditActor.CommandLine);
        Assert.Equal(KeyRefusal.NameMalformed, key.Refusal);
        Assert.NotNull((await app.App.Services.GetRequiredService<CreateTenant>().CreateAsync($"North{mark}wind", "UTC", AuditActor.CommandLine)).Refusal);
        Assert.Null(EmailAddresses.Normalize($"ada{mark}@northwind.example"));
    }
}
