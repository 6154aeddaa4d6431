using Microsoft.AspNetCore.Components.Forms;

namespace Bluebear.Dashboard.Ui.Screens;

/// <summary>Reads a file that a person chose in a dialog.</summary>
internal static class UploadedFile
{
    /// <summary>The content, or why there is none, in a sentence.</summary>
    /// <param name="file">The file.</param>
    /// <param name="maxBytes">The largest size, in bytes: whole mebibytes.</param>
    /// <param name="gone">Ends with the screen.</param>
    public static async Task<(byte[]? Content, string? Problem)> ReadAsync(IBrowserFile file, long maxBytes, CancellationToken gone)
    {
        if (file.Size > maxBytes)
        {
            return (null, $"The file is larger than {maxBytes / (1024 * 1024)} MiB.");
        }

        try
        {
            using var copy = new MemoryStream();
            await using var upload = file.OpenReadStream(maxBytes, gone);
            await upload.CopyToAsync(copy, gone);
            return (copy.ToArray(), null);
        }
        catch (Exception problem) when (problem is IOException or OperationCanceledException)
        {
            return (null, "The file could not be read. Choose it again.");
        }
    }
}
