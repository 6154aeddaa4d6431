using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>Tells a gateway in a header what it could still spend, so that it need not ask after each request.</summary>
internal sealed class WhatIsLeft(Wallets wallets)
{
    /// <summary>The header: the effective available of the account that pays, in credits.</summary>
    public const string Header = "Bluebear-Available";

    /// <summary>Sets the header of an answer, for keys that may read wallets.</summary>
    /// <param name="response">The answer, which has not started yet.</param>
    /// <param name="payer">The account that pays.</param>
    /// <param name="policies">The tenant's policies if the ledger has just returned them, so that they are not read again; otherwise null.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task TellAsync(HttpResponse response, AccountId payer, SpendPolicies? policies, CancellationToken cancellation)
    {
        var caller = await wallets.CallerAsync(cancellation);
        if (!caller.Can(Permission.ReadBooks) || !caller.CanSee(payer))
        {
            return;
        }

        var paths = policies is null
            ? await wallets.PathsAsync(cancellation)
            : new(await wallets.AccountsAsync(cancellation), policies);
        if (paths.Open(payer) is { } account)
        {
            response.Headers[Header] = paths.EffectiveAvailable(account).ToString();
        }
    }
}

/// <summary>Marks an endpoint whose answers have <see cref="WhatIsLeft.Header"/>.</summary>
internal sealed class TellsWhatIsLeft;
