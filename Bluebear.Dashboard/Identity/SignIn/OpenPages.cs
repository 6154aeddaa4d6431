using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Bluebear.Dashboard.Identity.SignIn;

/// <summary>The number of open pages of each person: circuits, including those that lost their connection. Singleton.</summary>
internal sealed class OpenPages(IOptions<SignInLimitOptions> limits, IOptions<IdentityOptions> identity)
{
    private readonly ConcurrentDictionary<long, int> _open = new();

    /// <summary>The largest number of open pages of a person.</summary>
    public int Most => limits.Value.OpenPagesPerPerson;

    /// <summary>The person of a request; null if no one is signed in.</summary>
    public long? PersonOf(ClaimsPrincipal user) => long.TryParse(
        user.FindFirst(identity.Value.ClaimsIdentity.UserIdClaimType)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>The number of open pages of a person.</summary>
    public int CountOf(ClaimsPrincipal user) => PersonOf(user) is { } person ? _open.GetValueOrDefault(person) : 0;

    /// <summary>Counts a page that opened.</summary>
    public void Opened(long person) => _open.AddOrUpdate(person, 1, static (_, count) => count + 1);

    /// <summary>Counts a page that is closed for good.</summary>
    public void Closed(long person)
    {
        // Forgets a person without open pages, unless one was opened meanwhile.
        if (_open.AddOrUpdate(person, 0, static (_, count) => Math.Max(0, count - 1)) == 0)
        {
            _open.TryRemove(new(person, 0));
        }
    }
}

/// <summary>Counts one circuit as an open page of its person.</summary>
internal sealed class CountedPage(OpenPages pages, CallerPrincipal caller) : CircuitHandler
{
    private long? _person;

    /// <inheritdoc/>
    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _person = pages.PersonOf(await caller.GetAsync());
        if (_person is { } person)
        {
            pages.Opened(person);
        }
    }

    /// <inheritdoc/>
    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (_person is { } person)
        {
            pages.Closed(person);
        }

        return Task.CompletedTask;
    }
}
