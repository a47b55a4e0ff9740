using MindBot.Silo.Storage;
using MindBot.WebFront.Demo;
using MindBot.WebFront.Doctor;
using MindBot.WebFront.Hosting;

try
{
    if (args is [DemoCommand.Name]) return await DemoCommand.Run();
    CommandLine.Check(args);
    if (args is [DoctorCommand.Name, .. var settings]) return await DoctorCommand.Run(settings, Console.Out, TimeProvider.System);
    await using var app = FrontApplication.Build(args);
    await app.StartAsync();
    await app.WaitForShutdownAsync();
    return 0;
}
catch (Exception wrong) when (wrong is InvalidSettingException or StorageUnavailableException)
{
    // Its sentence says what to do; where it was thrown tells an operator nothing.
    await Console.Error.WriteLineAsync($"MindBot cannot run: {wrong.Message}");
    return 1;
}
