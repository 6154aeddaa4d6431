using System.Runtime.CompilerServices;
using Bunit;

namespace Bluebear.Dashboard.Tests.Support;

/// <summary>How long component tests wait for what must come: bUnit's second is too short where everything runs at once.</summary>
internal static class ComponentPatience
{
    [ModuleInitializer]
    internal static void Set() => BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(30);
}
