using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using MindBot.Silo.Storage;
using MindBot.WebFront.Hosting;
using MindBot.WebFront.Tests.Server;
using MindBot.WebFront.Verification;

namespace MindBot.WebFront.Tests.Verification;

/// <summary>What an operator says and is told; what is found is tested where it is looked for.</summary>
public sealed class VerifyCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("mindbot-verify-").FullName;
    private readonly StringWriter output = new(), progress = new();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_database_has_to_be_named() => Assert.Throws<InvalidSettingException>(() => VerifyCommand.Run([], output, progress));

    [Fact]
    public void A_folder_without_one_is_refused() => Assert.Throws<MoveRefusedException>(() => Verify());

    [Fact]
    public async Task What_a_server_wrote_is_signed_off_until_a_balance_is_changed()
    {
        string id;
        var server = await FrontServer.StartAnother(null, "--data", folder);
        try
        {
            var user = await server.NewUserWith("starter_1h");
            id = await user.Id();
            await user.Start("talk", "room");
            await user.End("talk", 600);
            await user.Start("open", "room");
            Assert.Contains("in use", Assert.Throws<StorageUnavailableException>(() => Verify()).Message);
        }
        finally
        {
            await server.DisposeAsync();
        }

        Assert.Equal(0, Verify());
        var first = SignOff();
        Assert.StartsWith("Signed off: sha256 ", first);
        Assert.Equal(0, Verify());
        Assert.Equal(first, SignOff());

        using (var store = DataStore.Open(new StorageLocation(folder), new RowStoreOptions(), NullLogger<RowStore>.Instance))
        {
            var key = new RowKey("wallet/wallet", id);
            var text = Encoding.UTF8.GetString((await store.Rows.ReadAsync(key))!.Payload);
            var changed = text.Replace("\"issuedMicros\":3600000000", "\"issuedMicros\":3600000001", StringComparison.Ordinal);
            Assert.NotEqual(text, changed);
            await store.Rows.WriteAsync(key, RowWrite.AnyEtag, Encoding.UTF8.GetBytes(changed));
        }

        Assert.Equal(1, Verify());
        Assert.StartsWith("NOT signed off, 3 violations: sha256 ", SignOff());
        Assert.Contains($"{id}: I1: issued = available", output.ToString());
    }

    private string SignOff() => output.ToString().TrimEnd().Split('\n')[^1];

    private int Verify() => VerifyCommand.Run(["--data", folder], output, progress);
}
