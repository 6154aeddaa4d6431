namespace Bluebear.Dashboard.Tests.Architecture.Planted.Features.Beta;

/// <summary>Planted: what another feature reaches for.</summary>
internal sealed class BetaService;
