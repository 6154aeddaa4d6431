using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Tests.Architecture.Planted.Features.Beta;

/// <summary>Planted: a page asks the database, in a lambda, which the compiler nests.</summary>
internal sealed class PageThatQueries : ComponentBase
{
    public static Func<DbContext, string?> Query { get; } = context => context.Database.ProviderName;
}
