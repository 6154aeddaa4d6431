using Bluebear.Dashboard.Identity;

namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>Tells a gateway in a header what it could still spend, so that it need not ask after each request.</summary>
internal sealed class WhatIsLeft(Wallets wallets)
{
    /// <summary>The header: the effective available of the account that pays, in credits.</summary>
    public const string Header = "Bluebear-Available";

    /// <summary>Sets the header of an answer, for keys that may read wallets.</summary>
    /// <param name="response">The answer; not begun yet.</param>
    /// <param name="payer">The account that pays.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task TellAsync(HttpResponse response, AccountId payer, CancellationToken cancellation)
    {
        var caller = await wallets.CallerAsync(cancellation);
        if (caller.Can(Permission.ReadBooks) && caller.CanSee(payer))
        {
            response.Headers[Header] = (await wallets.AnswerAsync(payer, cancellation)).EffectiveAvailable.ToString();
        }
    }
}

/// <summary>Marks an endpoint whose answers carry <see cref="WhatIsLeft.Header"/>.</summary>
internal sealed class TellsWhatIsLeft;
