using Bluebear.Dashboard.Tests.Support;

return await ChildProcess.RunAsync(args);
