namespace MindBot.Grains.Wallets;

/// <summary>What a user is told whose wallet an operator has frozen.</summary>
public static class FrozenWallets
{
    public static Refusal Refuse() => new(
        RefusalCodes.WalletFrozen, "Your time is being looked at and cannot be used for the moment. Nothing of it is lost. Please ask our support.");
}
