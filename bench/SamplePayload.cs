using MindBot.Grains.Metering;
using MindBot.Grains.Wallets;
using MindBot.Silo.Storage;

namespace MindBot.Bench;

/// <summary>A wallet with one card and one live session, as it lies in the database.</summary>
internal static class SamplePayload
{
    public static readonly Wallet Wallet = Make();

    public static readonly StateJson Json = new();

    public static int Bytes => System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new WalletState { Wallet = Wallet }, Json.Options).Length;

    private static Wallet Make()
    {
        var now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var wallet = Credits.Credit(Wallet.Empty, new CardGrant("tcrd_000001", "ABCD-EFGH-JKLM", 330 * 60_000_000L, now, now.AddYears(1)), now);
        wallet = Booking.Acknowledge(wallet, 1);
        wallet = Opening.Open(wallet, new OpenRequest(new Caller("session_000001", 1, 1), "room_000001", 1000, now, now.AddHours(4)), now).Wallet;
        return Running.Checkpoint(wallet, new Caller("session_000001", 1, 2), now, now.AddSeconds(15)).Wallet;
    }
}
