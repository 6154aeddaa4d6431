using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.Demo;

/// <summary>One request of the demo tenant.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Workspace">The workspace's index in the company.</param>
/// <param name="User">The user's index in the company.</param>
/// <param name="Model">The model.</param>
/// <param name="Tokens">Its tokens.</param>
/// <param name="Cost">Its cost by the price list.</param>
internal sealed record DemoCharge(DateTimeOffset At, int Workspace, int User, string Model, TokenCounts Tokens, Credits Cost);
