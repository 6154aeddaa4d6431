using Bluebear.Dashboard.Data.Model.Tenants;
using Xunit;

namespace Bluebear.Dashboard.Tests.Data;

/// <summary>Every table of a tenant's rows shows only that tenant's.</summary>
public sealed class TenantFilterTests
{
    [Fact]
    public async Task Rows_OfATenant_AreFilteredByIt()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var context = database.Contexts.CreateDbContext();

        var unfiltered = context.Model.GetEntityTypes()
            .Where(static type => type.ClrType.IsAssignableTo(typeof(ITenantRow)) && type.GetDeclaredQueryFilters().Count == 0)
            .Select(static type => type.ClrType.Name);

        Assert.Empty(unfiltered);
    }
}
