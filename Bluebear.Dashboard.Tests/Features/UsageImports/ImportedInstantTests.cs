using System.Globalization;
using Bluebear.Dashboard.Features.UsageImports;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.UsageImports;

public class ImportedInstantTests
{
    [Theory]
    [InlineData("2023-11-16 18:17:03.9799600", "2023-11-16T18:17:03.979960Z")]
    [InlineData("2023-11-16T18:17:03.9799609Z", "2023-11-16T18:17:03.979960Z")]
    [InlineData("2024-05-10 00:00:00.009930+00:00", "2024-05-10T00:00:00.009930Z")]
    [InlineData("2024-05-10 00:00:00+02", "2024-05-09T22:00:00.000000Z")]
    [InlineData("2024-05-10T00:00:00-0530", "2024-05-10T05:30:00.000000Z")]
    [InlineData("2024-02-29T12:00:00.123456789z", "2024-02-29T12:00:00.123456Z")]
    public void TryParse_AsLogsWriteIt_IsUtcInMicroseconds(string text, string expected)
    {
        Assert.True(ImportedInstant.TryParse(text, out var instant));
        Assert.Equal(expected, instant.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
        Assert.Equal(TimeSpan.Zero, instant.Offset);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2024-05-10")]
    [InlineData("10/05/2024 00:00:00")]
    [InlineData("2024-05-10 24:00:00")]
    [InlineData("2024-05-10 23:59:60")]
    [InlineData("2023-02-29 00:00:00")]
    [InlineData("2024-05-10 00:00:00+15:00")]
    [InlineData("0001-01-01 00:00:00+01:00")]
    [InlineData("2024-05-10 00:00:00 PST")]
    [InlineData("1715299200")]
    public void TryParse_AnythingElse_IsRefused(string? text) => Assert.False(ImportedInstant.TryParse(text, out _));
}
