using Bluebear.Dashboard.Tests.Architecture.Planted.Commands;
using Bluebear.Dashboard.Tests.Architecture.Planted.Features.Beta;

namespace Bluebear.Dashboard.Tests.Architecture.Planted.Features.Alpha;

/// <summary>Planted: a feature reaches into another and into the command line.</summary>
internal sealed class AlphaService
{
    public static bool Is(object thing) => thing is BetaService or PlantedCommand;
}
