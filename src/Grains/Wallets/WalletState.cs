using MindBot.Grains.Metering;

namespace MindBot.Grains.Wallets;

[GenerateSerializer, Alias("mindbot.WalletState")]
public sealed record WalletState
{
    [Id(0)] public Wallet Wallet { get; init; } = Wallet.Empty;
}
