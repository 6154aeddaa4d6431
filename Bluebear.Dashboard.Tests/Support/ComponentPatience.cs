using System.Runtime.CompilerServices;
using Bunit;

namespace Bluebear.Dashboard.Tests.Support;

/// <summary>How long component tests wait. bUnit's default of one second is too short when many tests run at once.</summary>
internal static class ComponentPatience
{
    [ModuleInitializer]
    internal static void Set() => BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(30);
}
