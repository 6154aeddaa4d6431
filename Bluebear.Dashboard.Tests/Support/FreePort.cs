using System.Net;
using System.Net.Sockets;

namespace Bluebear.Dashboard.Tests.Support;

/// <summary>Finds ports that nothing listens on.</summary>
public static class FreePort
{
    /// <summary>A free port of the loopback address.</summary>
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
