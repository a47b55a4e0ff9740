using MindBot.Silo.Storage;
using MindBot.WebFront.Demo;
using MindBot.WebFront.Doctor;
using MindBot.WebFront.Hosting;
using MindBot.WebFront.Moving;
using MindBot.WebFront.Verification;

try
{
    if (args is [DemoCommand.Name]) return await DemoCommand.Run();
    CommandLine.Check(args);
    if (args is [DoctorCommand.Name, .. var settings]) return await DoctorCommand.Run(settings, Console.Out, TimeProvider.System);
    if (args is [MoveCommand.Export or MoveCommand.Import, .. var options])
        return MoveCommand.Run(args[0], options, Console.Out, Console.Error, TimeProvider.System);
    if (args is [VerifyCommand.Name, .. var named]) return VerifyCommand.Run(named, Console.Out, Console.Error);
    await using var app = FrontApplication.Build(args);
    await app.StartAsync();
    await app.WaitForShutdownAsync();
    return 0;
}
catch (Exception wrong) when (wrong is InvalidSettingException or StorageUnavailableException or MoveRefusedException)
{
    // Its sentence says what to do; where it was thrown tells an operator nothing.
    await Console.Error.WriteLineAsync($"MindBot cannot run: {wrong.Message}");
    return 1;
}
